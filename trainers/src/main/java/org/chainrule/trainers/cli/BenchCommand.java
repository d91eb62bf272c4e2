package org.chainrule.trainers.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.chainrule.dsl.SequenceNet;
import org.chainrule.dsl.djl.Learner;
import org.chainrule.dsl.djl.Native;
import org.chainrule.dsl.graph.Flops;
import org.chainrule.dsl.graph.Sizes;
import org.chainrule.dsl.layers.Mode;
import org.chainrule.dsl.script.Gradients;
import org.chainrule.dsl.script.Precision;
import org.chainrule.models.Gpt;
import org.chainrule.trainers.bench.ProductRate;
import org.chainrule.trainers.bench.Side;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures the training step. */
@Command(
        name = "bench",
        description = {
            "Measures the time of a training step of a GPT: forward, gradient, clipping, AdamW.",
            "With --against, the two sides take turns in one process, and the last line is the ratio"
                    + " of their median times, ours over the other's, with its least and greatest"
                    + " over the rounds.",
            "With --blocks, single blocks are measured instead, forward and backward, each in three"
                    + " sizes against DJL's own; each row of the table gives the ratio likewise, and"
                    + " the last line the median of the rows' ratios, with the least and the"
                    + " greatest. Of the options, --rounds and --threads count there; a round takes"
                    + " as many passes as fit into 40 ms, and at least 3."
        })
final class BenchCommand implements Runnable {
    private static final int VOCABULARY = 65;
    private static final double RATE = 1e-5; // so that a thousand steps on one batch stay ordinary

    /** Who we are measured against. */
    enum Opponent {
        /** A GPT written by hand with DJL's NDArray operations. */
        DJL,
        /** The same network with gradients by autograd. */
        AUTOGRAD
    }

    @Option(
            names = "--against",
            paramLabel = "djl|autograd",
            description = "The other side; nobody by default.")
    private Opponent opponent;

    @Option(
            names = "--blocks",
            arity = "0..1",
            paramLabel = "NAME",
            fallbackValue = "",
            description =
                    "Single blocks against DJL's: all, or those of this name. Without it, a whole GPT is"
                            + " measured.")
    private String blocks;

    @Option(
            names = "--preset",
            defaultValue = "shakespeare-cpu",
            description = "The network and batch: ${DEFAULT-VALUE} by default.")
    private String preset;

    @Option(
            names = "--gradients",
            defaultValue = "derived",
            description = "autograd or derived; ${DEFAULT-VALUE} by default.")
    private Gradients gradients;

    @Option(
            names = "--precision",
            defaultValue = "fp32",
            converter = Settings.PrecisionName.class,
            description = "fp32 or bf16; ${DEFAULT-VALUE} by default.")
    private Precision precision;

    @Option(
            names = "--rounds",
            defaultValue = "15",
            description = "Rounds; ${DEFAULT-VALUE} by default.")
    private int rounds;

    @Option(
            names = "--steps",
            defaultValue = "20",
            description = "Steps of each side a round; ${DEFAULT-VALUE} by default.")
    private int steps;

    @Option(
            names = "--warm-up",
            defaultValue = "100", // until the JVM has compiled what a step runs
            description = "Steps of each side before the first round; ${DEFAULT-VALUE} by default.")
    private int warmUp;

    @Option(names = "--threads", description = "Threads; all cores by default.")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Spec private CommandSpec spec;

    @Override
    public void run() {
        Positive.require("--rounds", rounds);
        Positive.require("--steps", steps);
        Positive.require("--threads", threads);
        if (blocks != null) {
            Native.threads(threads);
            new BlockTable(spec.commandLine().getOut(), rounds).print(blocks);
            return;
        }
        Preset chosen = Preset.named(preset);
        Gpt.Config config = chosen.model.withVocabulary(VOCABULARY);
        int context = Math.toIntExact(config.context());
        Side.Tokens tokens = Side.Tokens.random(chosen.batch, context, VOCABULARY);
        Native.threads(threads);
        PrintWriter out = spec.commandLine().getOut();
        out.printf(
                Locale.ROOT,
                "%s: %d layers, width %d, context %d, batch %d; %d threads, %s gradients%n",
                chosen,
                config.layers(),
                config.width(),
                context,
                chosen.batch,
                threads,
                gradients.name().toLowerCase(Locale.ROOT));
        double flops =
                3 * chosen.batch * products(Gpt.of(config), context); // dx and dw cost it again
        double rate = ProductRate.measure();
        try (Side ours = ours(config, tokens, gradients);
                Side other = other(config, tokens)) {
            double[][] times = measure(ours, other);
            double own = median(times[0]);
            out.printf(
                    Locale.ROOT,
                    "ours: median %.2f ms a step, %,.0f tokens/s%n",
                    1e3 * own,
                    chosen.batch * context / own);
            out.printf(
                    Locale.ROOT,
                    "its matrix products alone would take %.2f ms at %.0f GFLOP/s, the best rate"
                            + " measured: %.0f%% of the step%n",
                    1e3 * flops / rate,
                    rate / 1e9,
                    100 * flops / rate / own);
            out.printf("peak memory of the process: %s%n", peakMemory());
            if (other != null) {
                double[] ratios = new double[rounds];
                for (int i = 0; i < rounds; i++) {
                    ratios[i] = times[0][i] / times[1][i];
                }
                out.printf(
                        Locale.ROOT,
                        "%s: median %.2f ms a step%n",
                        opponent.name().toLowerCase(Locale.ROOT),
                        1e3 * median(times[1]));
                Arrays.sort(ratios);
                out.printf(
                        Locale.ROOT,
                        "ratio %.3f (min %.3f, max %.3f)%n",
                        median(ratios),
                        ratios[0],
                        ratios[rounds - 1]);
            }
        }
        out.flush();
    }

    /** The median step time of each round, for each side. */
    private double[][] measure(Side ours, Side other) {
        List<Side> sides = other == null ? List.of(ours) : List.of(ours, other);
        double[][] times = new double[2][rounds];
        long number = 0;
        for (int i = 0; i < warmUp; i++) {
            number++;
            for (Side side : sides) {
                side.step(number);
            }
        }
        for (int round = 0; round < rounds; round++) {
            for (int turn = 0; turn < sides.size(); turn++) {
                int side = (turn + round) % sides.size(); // who goes first changes
                double[] each = new double[steps];
                for (int i = 0; i < steps; i++) {
                    long start = System.nanoTime();
                    sides.get(side).step(number + i + 1);
                    each[i] = (System.nanoTime() - start) / 1e9;
                }
                times[side][round] = median(each);
            }
            number += steps;
        }
        return times;
    }

    private Side ours(Gpt.Config config, Side.Tokens tokens, Gradients source) {
        return Side.chainrule(
                config,
                tokens,
                Preset.optimizer(RATE),
                Preset.CLIP,
                new Learner.Options(source, precision, 1));
    }

    private Side other(Gpt.Config config, Side.Tokens tokens) {
        if (opponent == null) {
            return null;
        }
        return switch (opponent) {
            case DJL -> Side.djl(config, tokens, RATE);
            case AUTOGRAD -> ours(config, tokens, Gradients.AUTOGRAD);
        };
    }

    private static double products(SequenceNet net, int context) {
        Sizes one = new Sizes(Map.of("batch", 1L, "time", (long) context));
        return new Flops(one).products(net.declare(Mode.EVALUATION).output());
    }

    private static String peakMemory() {
        Path status = Path.of("/proc/self/status");
        if (!Files.isReadable(status)) {
            return "not known on this system";
        }
        try {
            return Files.readAllLines(status).stream()
                    .filter(line -> line.startsWith("VmHWM"))
                    .map(line -> line.replaceAll("\\D", ""))
                    .map(kib -> Long.parseLong(kib) / 1024 + " MiB")
                    .findFirst()
                    .orElse("not known");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
