package org.chainrule.trainers.cli;

import ai.djl.Device;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.chainrule.datasets.Cache;
import org.chainrule.datasets.Corpora;
import org.chainrule.datasets.TextData;
import org.chainrule.dsl.djl.Generator;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.losses.Losses;
import org.chainrule.dsl.schedules.Schedules;
import org.chainrule.dsl.script.Gradients;
import org.chainrule.dsl.script.Precision;
import org.chainrule.models.Gpt;
import org.chainrule.trainers.Run;
import org.chainrule.trainers.Training;
import org.chainrule.trainers.storage.ModelFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Trains a GPT on text. */
@Command(
        name = "train",
        description = {
            "Trains a GPT on text. Without options: a small one, in about a minute, on the names of"
                    + " all characters that the JVM knows.",
            "Leaves the model, checkpoints, metrics.csv and loss.png in a folder. Ctrl-C saves a"
                    + " checkpoint; --resume goes on from the newest one."
        })
final class TrainCommand implements Runnable {
    private static final int SAMPLE_TOKENS = 300;
    private static final double SAMPLE_TEMPERATURE = 0.8;
    private static final int SECONDS_TO_SAVE = 60;

    @Option(
            names = "--preset",
            paramLabel = "NAME",
            completionCandidates = PresetNames.class,
            description = "The settings to begin with: ${COMPLETION-CANDIDATES}; small by default.")
    private String preset;

    @Option(
            names = "--data",
            paramLabel = "NAME|FILE",
            description = "A data set (see list datasets) or a UTF-8 text file.")
    private String data;

    @Option(names = "--steps", paramLabel = "N", description = "How many steps.")
    private Long steps;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description =
                    "Where everything is written; runs/PRESET-1 or the next free number by default.")
    private Path out;

    @Option(names = "--resume", description = "Goes on from the newest good checkpoint in --out.")
    private boolean resume;

    @Option(names = "--seed", paramLabel = "N", description = "1 by default.")
    private Long seed;

    @Option(
            names = "--device",
            defaultValue = "cpu",
            description = "cpu or gpu; ${DEFAULT-VALUE} by default.")
    private DeviceName device;

    @Option(
            names = "--precision",
            converter = PrecisionName.class,
            paramLabel = "fp32|bf16",
            description = "The numbers of matrix products; fp32 by default.")
    private Precision precision;

    @Option(
            names = "--gradients",
            paramLabel = "autograd|derived",
            description = "Where gradients come from; derived by default.")
    private Gradients gradients;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = {
                "Threads to compute with. The same number gives the same losses, bit for bit.",
                "Without it, threads are chosen by measuring, and rounding may differ."
            })
    private Integer threads;

    @Option(names = "--layers", paramLabel = "N", description = "Blocks of the network.")
    private Integer layers;

    @Option(
            names = "--heads",
            paramLabel = "N",
            description = "Attention heads; must divide the width.")
    private Integer heads;

    @Option(names = "--width", paramLabel = "N", description = "Size of each token's vector.")
    private Integer width;

    @Option(
            names = "--context",
            paramLabel = "N",
            description = "Tokens that the network sees at once.")
    private Integer context;

    @Option(names = "--batch", paramLabel = "N", description = "Examples a step sees.")
    private Integer batch;

    @Option(names = "--dropout", paramLabel = "F", description = "Probability of dropout.")
    private Double dropout;

    @Option(names = "--rate", paramLabel = "F", description = "The learning rate at its peak.")
    private Double rate;

    @Spec private CommandSpec spec;

    /** A device by its name. */
    enum DeviceName {
        /** The processor. */
        CPU,
        /** The first CUDA device. */
        GPU
    }

    /** The presets' names, for completion. */
    static final class PresetNames extends java.util.ArrayList<String> {
        private static final long serialVersionUID = 1L;

        PresetNames() {
            for (Preset each : Preset.values()) {
                add(each.label());
            }
        }
    }

    /** The names of precisions. */
    static final class PrecisionName implements ITypeConverter<Precision> {
        @Override
        public Precision convert(String value) {
            return switch (value.toLowerCase(Locale.ROOT)) {
                case "fp32" -> Precision.FULL;
                case "bf16" -> Precision.BF16;
                default ->
                        throw new picocli.CommandLine.TypeConversionException(
                                "expected fp32 or bf16 but was '" + value + "'");
            };
        }
    }

    @Override
    public void run() {
        PrintWriter err = spec.commandLine().getErr();
        PrintWriter print = spec.commandLine().getOut();
        if (resume && out == null) {
            throw new ChainruleException(
                    "--resume",
                    "a run that resumes needs its folder",
                    "but none was given",
                    "Add --out DIR, the folder of the run.");
        }
        SavedGpt saved = resume ? SavedGpt.from(out) : null;
        Path folder = resume ? out : RunFolder.fresh(out, named().label());
        TextData text = text(saved, err);
        SavedGpt model = resume ? resumed(saved) : fresh(text);
        if (saved != null && !saved.tokenizer().equals(text.tokenizer())) {
            throw new ChainruleException(
                    folder.toString(),
                    "a run must resume on the text that it began with",
                    "but " + model.run().data() + " has other characters now",
                    "Give back the old text, or begin a new run in another folder.");
        }
        Training training = training(model).on(text).into(folder);
        model.describe(folder);
        err.printf(
                "%s: %,d parameters, %s%n",
                model.run().preset(), model.net().parameterCount(), text);
        AtomicBoolean stop = new AtomicBoolean();
        CountDownLatch ended = new CountDownLatch(1);
        Thread hook = new Thread(() -> stopped(stop, ended), "chainrule-stop");
        Runtime.getRuntime().addShutdownHook(hook);
        try (Screen screen = new Screen(Terminal.isThere(), err);
                Run run =
                        (resume ? training.resume() : training)
                                .until(stop::get)
                                .callback(screen)
                                .start()) {
            new ModelFolder(folder).save(model.json(), run.weights().arrays());
            if (run.isComplete()) {
                sample(model, run, print);
                print.printf(Locale.ROOT, "validation loss %.4f%n", run.validationLoss());
                print.flush();
                err.printf("model, metrics.csv and loss.png are in %s%n", folder);
            } else {
                err.printf(
                        "stopped after step %,d; go on with: chainrule train --resume --out %s%n",
                        run.steps(), folder);
            }
            err.flush();
        } finally {
            ended.countDown();
            removeHook(hook);
        }
    }

    private Preset named() {
        return preset == null ? Preset.SMALL : Preset.named(preset);
    }

    private TextData text(SavedGpt saved, PrintWriter err) {
        String name = data != null ? data : saved != null ? saved.run().data() : named().data;
        try (DownloadBar bar = new DownloadBar(Terminal.isThere(), err)) {
            return TextData.of(Corpora.named(name, Cache.standard(), bar));
        }
    }

    /** The model that the options ask for. */
    private SavedGpt fresh(TextData text) {
        Preset p = named();
        Gpt.Config of = p.model;
        Gpt.Config config =
                new Gpt.Config(
                        text.tokenizer().vocabularySize(),
                        or(context, (int) of.context()),
                        or(layers, of.layers()),
                        or(heads, of.heads()),
                        or(width, (int) of.width()),
                        or(dropout, of.dropout()),
                        of.hasBias());
        return new SavedGpt(
                config,
                text.tokenizer(),
                new SavedGpt.RunConfig(
                        p.label(),
                        lasting(or(data, p.data)),
                        or(steps, p.steps),
                        or(batch, p.batch),
                        or(rate, Preset.RATE),
                        or(seed, 1L),
                        or(gradients, Gradients.DERIVED),
                        or(precision, Precision.FULL)));
    }

    /** A name of data that means the same in any folder. */
    private static String lasting(String data) {
        return Corpora.names().containsKey(data)
                ? data
                : Path.of(data).toAbsolutePath().normalize().toString();
    }

    /** The model of the folder; only the number of steps may be another. */
    private SavedGpt resumed(SavedGpt saved) {
        for (Object fixed :
                new Object[] {preset, seed, layers, heads, width, context, batch, dropout, rate}) {
            if (fixed != null) {
                throw new ChainruleException(
                        "--resume",
                        "a run must resume with the settings that it began with",
                        "but " + fixed + " was given anew",
                        "Give only --steps, --threads, --device, --precision or --gradients.");
            }
        }
        SavedGpt.RunConfig run = saved.run();
        return new SavedGpt(
                saved.config(),
                saved.tokenizer(),
                new SavedGpt.RunConfig(
                        run.preset(),
                        run.data(),
                        or(steps, run.steps()),
                        run.batch(),
                        run.rate(),
                        run.seed(),
                        or(gradients, run.gradients()),
                        or(precision, run.precision())));
    }

    private Training training(SavedGpt model) {
        SavedGpt.RunConfig run = model.run();
        Training training =
                Training.of(model.net())
                        .steps(run.steps())
                        .loss(Losses.crossEntropy())
                        .optimizer(Preset.optimizer(run.rate()))
                        .schedule(schedule(run))
                        .clipNorm(Preset.CLIP)
                        .batch(run.batch())
                        .seed(run.seed())
                        .device(device == DeviceName.GPU ? Gpu.first() : Device.cpu())
                        .gradients(run.gradients())
                        .precision(run.precision());
        return threads == null ? training : training.threads(threads);
    }

    /** The schedule over all steps; a warm-up takes at most a tenth of them. */
    private static Schedules.WarmupCosine schedule(SavedGpt.RunConfig run) {
        long warmUp = Math.min(Preset.WARM_UP, run.steps() / 10);
        return Schedules.warmupCosine(warmUp, run.steps())
                .floor(run.rate() * Preset.LEAST_RATE / Preset.RATE);
    }

    private static void sample(SavedGpt model, Run run, PrintWriter print) {
        int context = Math.toIntExact(model.config().context());
        try (Generator generator = new Generator(model.net(), context, run.weights(), true)) {
            int[] made =
                    generator.generate(
                            model.tokenizer().encode("\n"),
                            SAMPLE_TOKENS,
                            new Generator.Sampling(SAMPLE_TEMPERATURE, 0, 1, model.run().seed()),
                            ignored -> {});
            print.println(model.tokenizer().decode(made));
            print.println();
        }
    }

    /** Asks the run to stop and waits until it has saved itself. */
    private static void stopped(AtomicBoolean stop, CountDownLatch ended) {
        stop.set(true);
        try {
            boolean inTime = ended.await(SECONDS_TO_SAVE, TimeUnit.SECONDS);
            if (!inTime) {
                Runtime.getRuntime().halt(Main.BAD_INPUT);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void removeHook(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The JVM is shutting down already; the hook was what stopped the run.
        }
    }

    private static <T> T or(T given, T otherwise) {
        return given == null ? otherwise : given;
    }
}
