package org.chainrule.trainers.cli;

import ai.djl.Device;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.chainrule.datasets.TextData;
import org.chainrule.dsl.djl.Generator;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.losses.Losses;
import org.chainrule.dsl.schedules.Schedules;
import org.chainrule.dsl.schedules.WarmupCosine;
import org.chainrule.trainers.Run;
import org.chainrule.trainers.Training;
import org.chainrule.trainers.plots.Picture;
import org.chainrule.trainers.storage.Checkpoints;
import org.chainrule.trainers.storage.ModelFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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
            names = "--out",
            paramLabel = "DIR",
            description =
                    "Where everything is written; runs/PRESET-1 or the next free number by default.")
    private Path out;

    @Option(names = "--resume", description = "Goes on from the newest good checkpoint in --out.")
    private boolean resume;

    @Option(
            names = "--device",
            defaultValue = "cpu",
            description = "cpu or gpu; ${DEFAULT-VALUE} by default.")
    private DeviceName device;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = {
                "Threads to compute with. The same number gives the same losses, bit for bit.",
                "Without it, threads are chosen by measuring, and rounding may differ."
            })
    private Integer threads;

    @Option(
            names = "--find-rate",
            description = {
                "Only looks for a learning rate: the rate rises from 1e-7 to 10, and two are"
                        + " suggested for --rate. Without it, the network is trained."
            })
    private boolean findsRate;

    @Option(
            names = "--plot",
            paramLabel = "FILE",
            description =
                    "With --find-rate: a .png or .svg file for the losses over the rates; by"
                            + " default none is written.")
    private Path plot;

    @Mixin private Settings settings;

    @Spec private CommandSpec spec;

    /** A device by its name. */
    enum DeviceName {
        /** The processor. */
        CPU,
        /** The first CUDA device. */
        GPU
    }

    @Override
    public void run() {
        PrintWriter err = spec.commandLine().getErr();
        PrintWriter print = spec.commandLine().getOut();
        requireRateSearch();
        if (resume && out == null) {
            throw new ChainruleException(
                    "--resume",
                    "a run that resumes needs its folder",
                    "but none was given",
                    "Add --out DIR, the folder of the run.");
        }
        if (findsRate) {
            TextData text = text(null, err);
            new RateSearch(training(settings.fresh(text)).on(text), plot).run(print);
            return;
        }
        SavedGpt saved = resume ? SavedGpt.from(out) : null;
        if (!resume) {
            RunFolder.requireFree(out);
        }
        TextData text = text(saved, err);
        SavedGpt model = resume ? settings.resumed(saved) : settings.fresh(text);
        if (saved != null && !saved.tokenizer().equals(text.tokenizer())) {
            throw new ChainruleException(
                    out.toString(),
                    "a run must resume on the text that it began with",
                    "but " + model.run().data() + " has other characters now",
                    "Give back the old text, or begin a new run in another folder.");
        }
        Training declared = training(model).on(text);
        Path folder = resume ? out : RunFolder.claim(out, settings.preset().label());
        Training training = declared.into(folder);
        model.describe(folder);
        err.printf(
                Locale.ROOT,
                "%s: %,d parameters, %s%n",
                model.run().preset(),
                model.net().parameterCount(),
                text);
        AtomicBoolean stop = new AtomicBoolean();
        CountDownLatch ended = new CountDownLatch(1);
        Thread hook = new Thread(() -> stopped(stop, ended), "chainrule-stop");
        Runtime.getRuntime().addShutdownHook(hook);
        try (Screen screen = new Screen(Terminal.isThere(), err);
                Run run =
                        (resume && isBegun(folder) ? training.resume() : training)
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
                        Locale.ROOT,
                        "stopped after step %,d; go on with: chainrule train --resume --out %s%n",
                        run.steps(),
                        folder);
            }
            err.flush();
        } finally {
            ended.countDown();
            removeHook(hook);
        }
    }

    private void requireRateSearch() {
        if (plot != null && !findsRate) {
            throw new ChainruleException(
                    "--plot",
                    "losses over rates are drawn when a rate is looked for",
                    "but this run trains",
                    "Add --find-rate; a run leaves its loss.png in --out.");
        }
        if (plot != null) {
            Picture.requireEnding("--plot", plot);
        }
        if (findsRate && (resume || out != null)) {
            throw new ChainruleException(
                    "--find-rate",
                    "a rate is looked for before a run, in no folder",
                    "but found " + (resume ? "--resume" : "--out"),
                    "Leave it out.");
        }
    }

    /** Whether there is something to go on with; a run may be killed before. */
    private static boolean isBegun(Path folder) {
        return !new Checkpoints(folder).steps().isEmpty()
                || Files.exists(folder.resolve("model.safetensors"));
    }

    private TextData text(SavedGpt saved, PrintWriter err) {
        try (DownloadBar bar = new DownloadBar(Terminal.isThere(), err)) {
            return settings.text(saved, bar);
        }
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
                        .every(run.every())
                        .device(device == DeviceName.GPU ? Gpu.first() : Device.cpu())
                        .gradients(run.gradients())
                        .precision(run.precision());
        training = run.accumulate() == null ? training : training.accumulate(run.accumulate());
        training = run.average() == null ? training : training.averaged(run.average());
        training = run.patience() == null ? training : training.earlyStopping(run.patience());
        return threads == null ? training : training.threads(threads);
    }

    /** The schedule over all steps; a warm-up takes at most a tenth of them. */
    private static WarmupCosine schedule(SavedGpt.RunConfig run) {
        long warmUp = Math.min(Preset.WARM_UP, run.steps() / 10);
        return Schedules.warmupCosine(warmUp, run.steps())
                .floor(run.rate() * Preset.LEAST_RATE / Preset.RATE);
    }

    private static void sample(SavedGpt model, Run run, PrintWriter print) {
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
}
