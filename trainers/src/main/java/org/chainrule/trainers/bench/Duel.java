package org.chainrule.trainers.bench;

import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * How long two sides take that run in turn, one pass of each at a time, so that other load on the
 * machine meets both alike.
 *
 * @param ours the median time of a pass of the first side, in seconds
 * @param theirs that of the second
 * @param ratios the first's median time over the second's, of each round, in rising order
 */
public record Duel(double ours, double theirs, double[] ratios) {
    private static final double WARM_UP = 0.5; // seconds, until the JVM has compiled what runs
    private static final double ROUND = 0.04;
    private static final int LEAST = 3; // passes of each side

    /**
     * Measures two sides.
     *
     * @param manager makes the scopes of passes
     * @param ours the first
     * @param theirs the second
     * @param rounds how many rounds
     */
    static Duel of(NDManager manager, Pass ours, Pass theirs, int rounds) {
        long start = System.nanoTime();
        int passes = 0;
        double seconds = 0;
        while (passes < LEAST || seconds < WARM_UP) {
            time(manager, ours);
            time(manager, theirs);
            passes++;
            seconds = seconds(start);
        }
        int each = (int) Math.max(LEAST, passes * ROUND / seconds);
        double[][] medians = new double[2][rounds];
        for (int round = 0; round < rounds; round++) {
            double[][] times = new double[2][each];
            for (int i = 0; i < each; i++) {
                boolean first = (i + round) % 2 == 0; // who goes first changes
                times[first ? 0 : 1][i] = time(manager, first ? ours : theirs);
                times[first ? 1 : 0][i] = time(manager, first ? theirs : ours);
            }
            medians[0][round] = median(times[0]);
            medians[1][round] = median(times[1]);
        }
        double[] ratios =
                IntStream.range(0, rounds)
                        .mapToDouble(round -> medians[0][round] / medians[1][round])
                        .sorted()
                        .toArray();
        return new Duel(median(medians[0]), median(medians[1]), ratios);
    }

    /** The median ratio. */
    public double ratio() {
        return median(ratios);
    }

    private static double time(NDManager manager, Pass pass) {
        long start = System.nanoTime();
        try (NDManager scope = manager.newSubManager()) {
            pass.run(scope);
        }
        return seconds(start);
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    private static double median(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
