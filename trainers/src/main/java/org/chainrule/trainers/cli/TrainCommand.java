package org.chainrule.trainers.cli;

import ai.djl.Device;
import com.google.gson.JsonObject;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.trainers.Run;
import org.chainrule.trainers.Training;
import org.chainrule.trainers.plots.Picture;
import org.chainrule.trainers.storage.Checkpoints;
import org.chainrule.trainers.storage.ModelFolder;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Trains a network on text, on a table or on images. */
@Command(
        name = "train",
        description = {
            "Trains a GPT on text, a multilayer perceptron on a table, or a convolutional network on"
                    + " images. Without options: a small GPT, in about a minute, on the names of all"
                    + " characters that the JVM knows.",
            "Leaves the model, checkpoints, metrics.csv and loss.png in a folder. Ctrl-C saves a"
                    + " checkpoint; --resume goes on from the newest one."
        },
        footer = {
            "",
            "Examples:",
            "  chainrule train --data poems.txt --tokenizer bpe:1000",
            "  chainrule train --data flowers.csv --target species",
            "  chainrule train --data moons",
            "  chainrule train --data photos --color --size 64 --flip"
        })
final class TrainCommand implements Runnable {
    private static final int SECONDS_TO_SAVE = 60;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description =
                    "Where everything is written; by default runs/PRESET-1, table-1 or images-1, or"
                            + " the next free number.")
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

    @ArgGroup(exclusive = false, validate = false, heading = "Text:%n")
    private TextSubject text = new TextSubject();

    @ArgGroup(exclusive = false, validate = false, heading = "Tables:%n")
    private TableSubject tables = new TableSubject();

    @ArgGroup(exclusive = false, validate = false, heading = "Images:%n")
    private ImageSubject images = new ImageSubject();

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
        if (findsRate) {
            new RateSearch(training(chosen().begin(settings, err)), plot).run(print);
            return;
        }
        Job job = resume ? resumed(err) : begun(err);
        Training declared = training(job);
        Path folder = resume ? out : RunFolder.claim(out, job.run().preset());
        Training training = declared.into(folder);
        JsonObject config = job.config();
        new ModelFolder(folder).describe(config);
        err.println(job.told());
        AtomicBoolean stop = new AtomicBoolean();
        CountDownLatch ended = new CountDownLatch(1);
        Thread hook = new Thread(() -> stopped(stop, ended), "chainrule-stop");
        Runtime.getRuntime().addShutdownHook(hook);
        try (Screen screen = new Screen(Terminal.isThere(), err, job.targets());
                Run run =
                        (resume && isBegun(folder) ? training.resume() : training)
                                .until(stop::get)
                                .callback(screen)
                                .start()) {
            new ModelFolder(folder).save(config, run.weights().arrays());
            if (run.isComplete()) {
                job.show(run, folder, print);
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

    private List<Subject> subjects() {
        return List.of(images, tables, text);
    }

    private GivenOptions given() {
        return new GivenOptions(spec.commandLine().getParseResult());
    }

    private Subject chosen() {
        return new SubjectChoice(subjects(), given()).of(settings.data());
    }

    private Job begun(PrintWriter err) {
        RunFolder.requireFree(out);
        return chosen().begin(settings, err);
    }

    private Job resumed(PrintWriter err) {
        if (out == null) {
            throw new ChainruleException(
                    "--resume",
                    "a run that resumes needs its folder",
                    "but none was given",
                    "Add --out DIR, the folder of the run.");
        }
        ModelKind kind = ModelKind.of(out);
        given().requireOnlyWhatMayChange();
        return subjects().stream()
                .filter(subject -> subject.kind() == kind)
                .findFirst()
                .orElseThrow()
                .resume(out, settings, err);
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

    private Training training(Job job) {
        Training training =
                job.run()
                        .over(job.training())
                        .device(device == DeviceName.GPU ? Gpu.first() : Device.cpu());
        return threads == null ? training : training.threads(threads);
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
