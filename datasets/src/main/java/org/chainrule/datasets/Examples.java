package org.chainrule.datasets;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.chainrule.dsl.error.ChainruleException;

/**
 * Examples of one shape, such as points or images, each with a class or a number to predict.
 *
 * <pre>{@code
 * float[] points = {0, 0, 0, 1, 1, 0, 1, 1}; // (4, 2)
 * double[] targets = {0, 1, 1, 0};
 * Examples xor = new ArrayExamples("xor", new long[] {2}, points, targets, List.of("even", "odd"));
 * Examples.Split split = xor.split(0.5, 1); // one of each class in each part
 * }</pre>
 */
public interface Examples {
    /** A short name, for reports and errors. */
    String name();

    /** How many there are: N. */
    int count();

    /** The shape of one example, for instance (1, 28, 28): channels, rows and columns. */
    long[] shape();

    /** The names of the classes, in the order of their numbers; none where targets are numbers. */
    List<String> classes();

    /**
     * Writes the numbers of an example, row-major.
     *
     * @param index which, from 0
     * @param draws what a random change of it is drawn from, such as a flip of an image
     * @param to where to
     * @param offset its first place there
     */
    void copy(int index, SplittableRandom draws, float[] to, int offset);

    /**
     * What shall be predicted: the number of a class, or a number.
     *
     * @param index which example, from 0
     */
    double target(int index);

    /** How many numbers an example has. */
    default int size() {
        return Math.toIntExact(LongStream.of(shape()).reduce(1, Math::multiplyExact));
    }

    /** What tells these examples from others, as long as their random changes are the same. */
    default String fingerprint() {
        float[] one = new float[size()];
        int hash = Arrays.hashCode(shape());
        for (int i = 0; i < count(); i++) {
            copy(i, new SplittableRandom(i), one, 0);
            hash = 31 * (31 * hash + Arrays.hashCode(one)) + Double.hashCode(target(i));
        }
        return name() + "#" + Integer.toHexString(hash);
    }

    /**
     * Some of the examples.
     *
     * @param indices which, from 0, in their new order
     */
    default Examples select(int... indices) {
        return new SelectedExamples(this, indices.clone());
    }

    /**
     * Two parts, no example in both.
     *
     * @param training to train on
     * @param test held out
     */
    record Split(Examples training, Examples test) {}

    /**
     * Splits at random, so that each class has its share in both parts.
     *
     * @param testFraction the share of the test, above 0 and below 1
     * @param seed what the choice is drawn from
     * @throws ChainruleException if the fraction is out of range, or a class has one example only
     */
    default Split split(double testFraction, long seed) {
        boolean[] isTest = Stratification.of(this).test(testFraction, seed);
        return new Split(select(chosen(i -> !isTest[i])), select(chosen(i -> isTest[i])));
    }

    /**
     * k splits for cross-validation: each example is in the test part of exactly one, and each
     * class has its share in all.
     *
     * @param k from 2 to the number of examples
     * @param seed what the choice is drawn from
     * @throws ChainruleException as {@link #split}
     */
    default List<Split> folds(int k, long seed) {
        int[] folds = Stratification.of(this).folds(k, seed);
        return IntStream.range(0, k)
                .mapToObj(
                        fold ->
                                new Split(
                                        select(chosen(i -> folds[i] != fold)),
                                        select(chosen(i -> folds[i] == fold))))
                .toList();
    }

    private int[] chosen(IntPredicate isChosen) {
        return IntStream.range(0, count()).filter(isChosen).toArray();
    }

    /** How many examples each class has, in the order of their numbers. */
    default Map<String, Integer> counts() {
        Map<String, Integer> counts = new LinkedHashMap<>();
        classes().forEach(label -> counts.put(label, 0));
        for (int i = 0; i < count() && !classes().isEmpty(); i++) {
            counts.merge(classes().get((int) target(i)), 1, Integer::sum);
        }
        return counts;
    }
}
