package org.chainrule.trainers.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.chainrule.datasets.Nearest;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.check.Checks;
import org.chainrule.dsl.check.GradientCheck;
import org.chainrule.dsl.djl.Native;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.ledger.Audit;
import org.chainrule.dsl.ledger.Format;
import org.chainrule.dsl.ledger.Ledger;
import org.chainrule.dsl.ledger.Verdict;
import org.chainrule.trainers.storage.AtomicFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Compares gradients: by hand, by autograd and by central differences. */
@Command(
        name = "check",
        description = {
            "Compares the gradients of an op, a layer, a loss or a model, or of all there are: by"
                    + " hand, by autograd and by central differences, a row for each tensor.",
            "Ends with a line of counts. Exit code 1 where gradients differ; the steps whose"
                    + " derivation is wrong are named by their path."
        })
@Teaches(meaning = "gradcheck and gradgradcheck of everything", rows = "P2")
final class CheckCommand implements Callable<Integer> {
    private static final int SUGGESTIONS = 3;

    private final Supplier<List<Checks>> known;

    @Parameters(
            arity = "0..1", // so that call says what is missing
            paramLabel = "NAME",
            completionCandidates = Checkables.class,
            description = {
                "all, or a name from chainrule list ops, layers, losses or models, or a preset:"
                        + " shakespeare-cpu. Presets are checked with dropout 0.1, batch 2 and 4"
                        + " samples a tensor; all leaves out small and shakespeare."
            })
    private String name;

    @Option(
            names = "--format",
            paramLabel = "text|csv|html",
            defaultValue = "text",
            description = "${DEFAULT-VALUE} by default.")
    private Rendering rendering;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Where the tables go; the standard output by default.")
    private Path out;

    @Option(
            names = "--precision",
            paramLabel = "fp64|fp32|bf16",
            defaultValue = "fp64",
            converter = FormatName.class,
            description =
                    "${DEFAULT-VALUE} by default. Central differences are in" + " 64 bits always.")
    private Format format;

    @Option(names = "--seed", defaultValue = "1337", description = "${DEFAULT-VALUE} by default.")
    private long seed;

    @Option(
            names = "--samples",
            defaultValue = "24",
            description =
                    "At how many numbers of each tensor a central difference is taken;"
                            + " ${DEFAULT-VALUE} by default.")
    private int samples;

    @Option(names = "--intermediates", description = "A row for the output of each step, too.")
    private boolean intermediates;

    @Option(
            names = "--threads",
            defaultValue = "1",
            description = "Threads; ${DEFAULT-VALUE} by default: most tensors are small.")
    private int threads;

    @Spec private CommandSpec spec;

    /** How the tables look. */
    enum Rendering {
        /** For a terminal. */
        TEXT,
        /** For other programs. */
        CSV,
        /** For a browser. */
        HTML
    }

    /** The names of formats. */
    static final class FormatName implements ITypeConverter<Format> {
        @Override
        public Format convert(String value) {
            return Arrays.stream(Format.values())
                    .filter(format -> format.label().equals(value.toLowerCase(Locale.ROOT)))
                    .findFirst()
                    .orElseThrow(
                            () ->
                                    new TypeConversionException(
                                            "expected fp64, fp32 or bf16 but was '" + value + "'"));
        }
    }

    /** The command with everything there is. */
    CheckCommand() {
        this(Checkables::all);
    }

    /** The command with other things to check. */
    CheckCommand(Supplier<List<Checks>> known) {
        this.known = known;
    }

    @Override
    public Integer call() {
        Positive.require("--samples", samples);
        Positive.require("--threads", threads);
        List<Checks> chosen = chosen();
        Native.threads(threads);
        long start = System.nanoTime();
        List<Ledger> ledgers = run(chosen);
        Audit audit = new Audit(ledgers, Duration.ofNanos(System.nanoTime() - start));
        show(audit, chosen.size() > 1);
        return audit.passed() ? 0 : RootCommand.FAILED;
    }

    private List<Checks> chosen() {
        List<Checks> all = known.get();
        List<Checks> chosen =
                Checkables.ALL.equals(name)
                        ? all.stream().filter(c -> !Checkables.isOnlyByName(c)).toList()
                        : all.stream().filter(c -> c.name().equals(name)).toList();
        if (chosen.isEmpty()) {
            throw new ChainruleException(
                    "check",
                    "NAME must be an op, a layer, a loss, a model or all",
                    "but " + (name == null ? "none was given" : "found " + name),
                    suggestion(all.stream().map(Checks::name).toList()));
        }
        return chosen;
    }

    private String suggestion(List<String> names) {
        List<String> near = name == null ? List.of() : Nearest.several(name, names, SUGGESTIONS);
        return near.isEmpty()
                ? "Choose from chainrule list ops, layers, losses and models."
                : "Did you mean " + String.join(" or ", near) + "?";
    }

    private List<Ledger> run(List<Checks> chosen) {
        GradientCheck options =
                new GradientCheck().withFormat(format).withSeed(seed).withSamples(samples);
        if (intermediates) {
            options = options.withIntermediates();
        }
        List<Ledger> ledgers = new ArrayList<>();
        try (ProgressBar bar = bar(chosen.size())) {
            for (Checks checks : chosen) {
                if (bar != null) {
                    bar.setExtraMessage(" " + checks.kind() + " " + checks.name());
                }
                ledgers.addAll(checks.ledgers(options));
                if (bar != null) {
                    bar.step();
                }
            }
        }
        return ledgers;
    }

    private static ProgressBar bar(int count) {
        return Terminal.isThere() && count > 1
                ? new ProgressBarBuilder().setTaskName("checking").setInitialMax(count).build()
                : null;
    }

    private void show(Audit audit, boolean isBrief) {
        String text =
                switch (rendering) {
                    case TEXT -> isBrief && out == null ? brief(audit) : audit.text();
                    case CSV -> audit.csv();
                    case HTML -> audit.html();
                };
        PrintWriter printer = spec.commandLine().getOut();
        if (out != null) {
            AtomicFile.write(out, file -> file.write(text.getBytes(StandardCharsets.UTF_8)));
            printer.println(audit.summary());
        } else {
            printer.print(text);
        }
        printer.flush();
        if (out == null && rendering != Rendering.TEXT) { // which may be read by a program
            spec.commandLine().getErr().println(audit.summary());
        }
    }

    /** A line for each check that passed, the whole table of any other, and the summary. */
    private static String brief(Audit audit) {
        StringBuilder text = new StringBuilder();
        for (Ledger ledger : audit.ledgers()) {
            text.append(ledger.passed() ? line(ledger) : "\n" + ledger.text() + "\n");
        }
        return text.append(audit.summary()).append('\n').toString();
    }

    private static String line(Ledger ledger) {
        Verdict verdict = ledger.count(Verdict.KINK) > 0 ? Verdict.KINK : Verdict.PASS;
        double worst =
                ledger.rows().stream()
                        .mapToDouble(row -> row.manualAutograd().relative())
                        .filter(x -> !Double.isNaN(x))
                        .max()
                        .orElse(0);
        return String.format(
                Locale.ROOT,
                "%s %s: %d tensors, manual and autograd differ by %.1e at most%n",
                verdict.sign(),
                ledger.subject(),
                ledger.rows().size(),
                worst);
    }
}
