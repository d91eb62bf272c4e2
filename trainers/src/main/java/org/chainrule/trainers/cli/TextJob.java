package org.chainrule.trainers.cli;

import com.google.gson.JsonObject;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import org.chainrule.datasets.TextData;
import org.chainrule.dsl.djl.Generator;
import org.chainrule.dsl.losses.Losses;
import org.chainrule.trainers.Run;
import org.chainrule.trainers.Training;

/**
 * A GPT on a text.
 *
 * @param model the model
 * @param text the text as its tokens
 */
record TextJob(SavedGpt model, TextData text) implements Job {
    private static final int SAMPLE_TOKENS = 300;
    private static final double SAMPLE_TEMPERATURE = 0.8;

    @Override
    public RunConfig run() {
        return model.run();
    }

    @Override
    public Training training() {
        return Training.of(model.net())
                .on(text)
                .loss(Losses.crossEntropy())
                .optimizer(Preset.optimizer(run().rate()));
    }

    @Override
    public String told() {
        return String.format(
                Locale.ROOT,
                "%s: %,d parameters, %s",
                run().preset(),
                model.net().parameterCount(),
                text);
    }

    @Override
    public String targets() {
        return "tokens";
    }

    @Override
    public JsonObject config() {
        return model.json();
    }

    /** Prints a piece of text that the model makes. */
    @Override
    public void show(Run run, Path folder, PrintWriter print) {
        int context = Math.toIntExact(model.config().context());
        try (Generator generator = new Generator(model.net(), context, run.weights(), true)) {
            int[] made =
                    generator.generate(
                            model.tokenizer().encode(model.beginning()),
                            SAMPLE_TOKENS,
                            new Generator.Sampling(SAMPLE_TEMPERATURE, 0, 1, model.run().seed()),
                            ignored -> {});
            print.println(model.tokenizer().decode(made));
            print.println();
        }
    }
}
