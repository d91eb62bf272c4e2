package org.chainrule.trainers.plots;

import java.util.Arrays;
import java.util.stream.DoubleStream;

/**
 * An interval of an axis.
 *
 * @param from its lower end
 * @param to its upper end
 */
record Span(double from, double to) {

    /** From the least to the greatest of some numbers; those that are none do not count. */
    static Span of(double... values) {
        var statistics = finite(values).summaryStatistics();
        return new Span(statistics.getMin(), statistics.getMax());
    }

    /**
     * What a curve needs: all its values, but where a few of them lie far outside of the others,
     * only a part of these.
     *
     * @param values at least one of them finite
     * @param tail the part of all values, at either end, that may lie far outside
     * @param margin how much more is shown, in parts of what the others span
     */
    static Span robust(double[] values, double tail, double margin) {
        double[] sorted = finite(values).sorted().toArray();
        int cut = (int) (tail * sorted.length);
        Span most = new Span(sorted[cut], sorted[sorted.length - 1 - cut]).widened(margin);
        Span all = new Span(sorted[0], sorted[sorted.length - 1]);
        return new Span(Math.max(most.from, all.from), Math.min(most.to, all.to));
    }

    private static DoubleStream finite(double... values) {
        return Arrays.stream(values).filter(Double::isFinite);
    }

    double length() {
        return to - from;
    }

    double middle() {
        return (from + to) / 2;
    }

    boolean contains(double value) {
        return value >= from && value <= to;
    }

    /** The same with more at either end. */
    Span widened(double part) {
        return new Span(from - part * length(), to + part * length());
    }

    /** The least that holds both. */
    Span joined(Span other) {
        return new Span(Math.min(from, other.from), Math.max(to, other.to));
    }

    /** The number of the interval that is next to another. */
    double nearest(double value) {
        return Math.max(from, Math.min(to, value));
    }

    /** Numbers equally far apart, from one end to the other. */
    double[] steps(int count) {
        double[] steps = new double[count];
        for (int i = 0; i < count; i++) {
            steps[i] = from + length() * i / (count - 1);
        }
        return steps;
    }

    /** 1, 2 or 5 times a power of ten, so that about so many steps fill the interval. */
    double roundStep(int count) {
        double step = length() / count;
        double power = Math.pow(10, Math.floor(Math.log10(step)));
        double digit = step / power;
        return power * (digit < 1.5 ? 1 : digit < 3.5 ? 2 : digit < 7.5 ? 5 : 10);
    }

    /** Its roundest number: 0, or a multiple of 1, 2 or 5 times the greatest power of ten. */
    double roundest() {
        if (contains(0)) {
            return 0;
        }
        int digits = (int) Math.ceil(Math.log10(Math.max(Math.abs(from), Math.abs(to))));
        for (double power = Math.pow(10, digits); power > length() / 10; ) {
            for (double step : new double[] {power, power / 2, power / 5}) {
                double number = Math.ceil(from / step) * step;
                if (contains(number)) {
                    return number;
                }
            }
            digits--;
            power = Math.pow(10, digits);
        }
        return from;
    }
}
