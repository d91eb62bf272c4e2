package org.chainrule.datasets.generators;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.chainrule.datasets.Examples;

/** Examples as plain numbers. */
final class Plain {
    private Plain() {}

    static double[] input(Examples examples, int index) {
        float[] one = new float[examples.size()];
        examples.copy(index, new SplittableRandom(0), one, 0);
        double[] wide = new double[one.length];
        Arrays.setAll(wide, j -> one[j]);
        return wide;
    }

    static double[] targets(Examples examples) {
        return IntStream.range(0, examples.count()).mapToDouble(examples::target).toArray();
    }

    static double mean(double... values) {
        return DoubleStream.of(values).average().orElseThrow();
    }

    /** The root of the mean square: the deviation of numbers whose mean is 0. */
    static double deviation(double... values) {
        return Math.sqrt(DoubleStream.of(values).map(v -> v * v).average().orElseThrow());
    }

    /** The greatest size of a number. */
    static double greatest(double... values) {
        return DoubleStream.of(values).map(Math::abs).max().orElseThrow();
    }
}
