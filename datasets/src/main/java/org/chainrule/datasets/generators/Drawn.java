package org.chainrule.datasets.generators;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.chainrule.datasets.ArrayExamples;
import org.chainrule.datasets.Examples;

/**
 * One example.
 *
 * @param input its numbers
 * @param target its class, or a number
 */
@SuppressWarnings("ArrayRecordComponent") // never leaves the package
record Drawn(double[] input, double target) {

    /** Draws the example with a number. */
    @FunctionalInterface
    interface Source {
        Drawn draw(int index, SplittableRandom random);
    }

    /** Draws one example after the other. */
    static Examples examples(
            String name, long[] shape, List<String> classes, int count, long seed, Source source) {
        var random = new SplittableRandom(seed);
        float[] inputs = null; // (N, shape)
        double[] targets = new double[count];
        for (int i = 0; i < count; i++) {
            Drawn one = source.draw(i, random);
            int size = one.input.length;
            inputs = inputs == null ? new float[count * size] : inputs;
            for (int j = 0; j < size; j++) {
                inputs[i * size + j] = (float) one.input[j];
            }
            targets[i] = one.target;
        }
        return new ArrayExamples(name, shape, inputs, targets, classes);
    }

    /** A point near another: each coordinate moves by a normally distributed number. */
    static double[] near(double[] point, double deviation, SplittableRandom random) {
        double[] moved = point.clone();
        for (int i = 0; i < moved.length; i++) {
            moved[i] += deviation * random.nextGaussian();
        }
        return moved;
    }

    /** Names of classes that are told apart by their number. */
    static List<String> numbered(String what, int count) {
        return IntStream.rangeClosed(1, count).mapToObj(i -> what + " " + i).toList();
    }
}
