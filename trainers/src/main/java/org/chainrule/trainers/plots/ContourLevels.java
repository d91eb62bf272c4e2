package org.chainrule.trainers.plots;

import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * The values whose lines a contour plot draws: round ones, with 0 among them where a function
 * passes it.
 *
 * @param values rising
 * @param step how far apart they are, if they all are equally far
 */
record ContourLevels(double[] values, OptionalDouble step) {
    private static final int COUNT = 11;
    private static final double TAIL = 0.04; // of all heights, at either end, without lines
    private static final double EDGE = 0.2; // of a share, at either end, without its line
    private static final double MOST = 0.3; // of all heights, between one line and the next

    /**
     * Equally far apart, so that lines are close where the function is steep; but where most of the
     * plot would lie between two of them, as many heights between each and the next.
     *
     * @param heights the function's values all over the plot, at least one of them finite
     */
    static ContourLevels of(double... heights) {
        Span most = Span.robust(heights, TAIL, 0);
        double step = most.length() > 0 ? most.roundStep(COUNT) : 1;
        double[] even = multiples(most, step);
        return isCoarse(heights, even)
                ? new ContourLevels(
                        shares(heights, COUNT, part -> TAIL + (1 - 2 * TAIL) * part),
                        OptionalDouble.empty())
                : new ContourLevels(even, OptionalDouble.of(step));
    }

    private static double[] multiples(Span span, double step) {
        long first = (long) Math.ceil(span.from() / step);
        long last = (long) Math.floor(span.to() / step);
        return LongStream.rangeClosed(first, last).mapToDouble(i -> i * step).toArray();
    }

    /** Whether many heights lie between two levels, or below or above all. */
    private static boolean isCoarse(double[] heights, double... levels) {
        double[] sorted = Arrays.stream(heights).filter(Double::isFinite).sorted().toArray();
        int before = 0;
        for (int i = 0; i <= levels.length; i++) {
            double level = i < levels.length ? levels[i] : Double.POSITIVE_INFINITY;
            int found = Arrays.binarySearch(sorted, level);
            int below = found < 0 ? -1 - found : found;
            if (below - before > MOST * sorted.length) {
                return true;
            }
            before = below;
        }
        return false;
    }

    /**
     * The roundest number of each share of the heights.
     *
     * @param heights the function's values all over the plot
     * @param count how many shares
     * @param end up to which part of the heights, from the lowest on, a part of the shares goes
     */
    static double[] shares(double[] heights, int count, DoubleUnaryOperator end) {
        double[] sorted = Arrays.stream(heights).filter(Double::isFinite).sorted().toArray();
        return IntStream.range(0, sorted.length == 0 ? 0 : count)
                .mapToObj(i -> new Span(at(sorted, end, i, count), at(sorted, end, i + 1, count)))
                .filter(share -> share.length() > 0)
                .mapToDouble(share -> share.contains(0) ? 0 : share.widened(-EDGE).roundest())
                .distinct()
                .toArray();
    }

    private static double at(double[] sorted, DoubleUnaryOperator end, int i, int count) {
        double part = end.applyAsDouble((double) i / count);
        return sorted[(int) Math.min(sorted.length - 1, part * sorted.length)];
    }
}
