package org.chainrule.trainers.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import org.chainrule.datasets.TextDecoder;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.djl.Generator;
import org.chainrule.dsl.djl.Native;
import org.chainrule.dsl.djl.Weights;
import org.chainrule.dsl.error.ChainruleException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes text with a trained model. */
@Command(
        name = "generate",
        description = {
            "Makes text with a trained model and prints it after the prompt.",
            "The same seed gives the same text."
        })
@Teaches(
        meaning = "greedy, temperature, top-k and top-p sampling, with a KV cache or without",
        rows = {"L3", "L8"})
final class GenerateCommand implements Runnable {
    @Option(
            names = "--model",
            required = true,
            paramLabel = "DIR",
            description = "The folder that train wrote.")
    private Path model;

    @Option(names = "--prompt", description = "What the text begins with; a new line by default.")
    private String prompt;

    @Option(
            names = "--tokens",
            defaultValue = "300",
            description = "How many; ${DEFAULT-VALUE} by default.")
    private int tokens;

    @Option(
            names = "--temperature",
            defaultValue = "0.8",
            description = "0 takes the likeliest token each time; ${DEFAULT-VALUE} by default.")
    private double temperature;

    @Option(
            names = "--top-k",
            defaultValue = "0",
            paramLabel = "N",
            description = "Chooses among the N likeliest tokens; 0, the default, among all.")
    private int topK;

    @Option(
            names = "--top-p",
            defaultValue = "1",
            paramLabel = "F",
            description =
                    "Chooses among the likeliest tokens that together have this probability; 1,"
                            + " the default, among all.")
    private double topP;

    @Option(names = "--seed", defaultValue = "1", description = "${DEFAULT-VALUE} by default.")
    private long seed;

    @Option(
            names = "--no-cache",
            description = "Computes keys and values anew for each token: the same text, later.")
    private boolean noCache;

    @Option(
            names = "--threads",
            description = "Threads; chosen by the size of the model by default.")
    private Integer threads;

    @Option(names = "--timing", description = "Prints tokens per second to the standard error.")
    private boolean timing;

    @Spec private CommandSpec spec;

    @Override
    public void run() {
        Positive.require("--tokens", tokens);
        if (threads != null) {
            Positive.require("--threads", threads);
        }
        Generator.Sampling sampling = new Generator.Sampling(temperature, topK, topP, seed);
        ModelKind.GPT.require(model, "generate");
        SavedGpt saved = SavedGpt.from(model);
        String beginning = prompt == null ? saved.beginning() : prompt;
        if (beginning.isEmpty()) {
            throw new ChainruleException(
                    "--prompt",
                    "the text must begin with a character",
                    "but the prompt is empty",
                    "Leave the option out to begin with a new line.");
        }
        int[] begin = saved.tokenizer().encode(beginning);
        PrintWriter out = spec.commandLine().getOut();
        if (threads != null) {
            Native.threads(threads);
        }
        try (Weights weights = saved.weights(model);
                Generator generator =
                        new Generator(
                                saved.net(),
                                Math.toIntExact(saved.config().context()),
                                weights,
                                !noCache)) {
            out.print(beginning);
            TextDecoder decoder = saved.tokenizer().decoder();
            long start = System.nanoTime();
            generator.generate(
                    begin,
                    tokens,
                    sampling,
                    made -> {
                        out.print(decoder.next(made));
                        out.flush();
                    });
            double seconds = (System.nanoTime() - start) / 1e9;
            out.println(decoder.end());
            out.flush();
            if (timing) {
                spec.commandLine()
                        .getErr()
                        .printf(Locale.ROOT, "%.0f tokens/s%n", tokens / seconds);
            }
        }
    }
}
