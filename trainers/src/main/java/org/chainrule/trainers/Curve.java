package org.chainrule.trainers;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Points to draw.
 *
 * @param x where, rising
 * @param y how high, finite
 */
record Curve(double[] x, double[] y) {
    /** One of the measurements over the steps, where it was taken and is finite. */
    static Curve of(List<History.Row> rows, ToDoubleFunction<History.Row> value) {
        List<History.Row> finite =
                rows.stream().filter(row -> Double.isFinite(value.applyAsDouble(row))).toList();
        return new Curve(
                finite.stream().mapToDouble(History.Row::step).toArray(),
                finite.stream().mapToDouble(value).toArray());
    }

    int size() {
        return x.length;
    }

    /**
     * The means of the points around each point. Near the beginning, where losses fall fast, they
     * are of as many before as after, so that the curve has no lag; near the end, of those there
     * are.
     *
     * @param radius how many points before and after
     */
    Curve smoothed(int radius) {
        double[] sums = new double[size() + 1];
        for (int i = 0; i < size(); i++) {
            sums[i + 1] = sums[i] + y[i];
        }
        double[] means = new double[size()];
        for (int i = 0; i < size(); i++) {
            int r = Math.min(radius, i);
            int end = Math.min(size(), i + r + 1);
            means[i] = (sums[end] - sums[i - r]) / (end - i + r);
        }
        return new Curve(x, means);
    }

    /**
     * The same to the eye, with about so many points at most: of each stretch the lowest and the
     * highest.
     */
    Curve thinned(int points) {
        if (size() <= points) {
            return this;
        }
        int stretch = (2 * size() + points - 1) / points;
        List<Integer> kept = new ArrayList<>();
        for (int from = 0; from < size(); from += stretch) {
            int low = from;
            int high = from;
            for (int i = from; i < Math.min(size(), from + stretch); i++) {
                low = y[i] < y[low] ? i : low;
                high = y[i] > y[high] ? i : high;
            }
            kept.add(Math.min(low, high));
            if (low != high) {
                kept.add(Math.max(low, high));
            }
        }
        return new Curve(
                kept.stream().mapToDouble(i -> x[i]).toArray(),
                kept.stream().mapToDouble(i -> y[i]).toArray());
    }
}
