package org.chainrule.datasets;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.chainrule.dsl.error.ChainruleException;

/**
 * Chooses rows at random such that each group has its share in each part.
 *
 * @param source what the data is called in errors
 * @param groups the rows of each class, or all together where there are no classes
 * @param rows how many rows there are
 */
public record Stratification(String source, List<int[]> groups, int rows) {

    /**
     * Examples by their class.
     *
     * @throws ChainruleException if a class has a single example
     */
    static Stratification of(Examples examples) {
        Map<Double, List<Integer>> classes = new TreeMap<>();
        boolean hasClasses = !examples.classes().isEmpty();
        for (int i = 0; i < examples.count(); i++) {
            double label = hasClasses ? examples.target(i) : 0;
            classes.computeIfAbsent(label, l -> new ArrayList<>()).add(i);
        }
        classes.forEach((label, members) -> requirePair(examples, label, members.size()));
        List<int[]> groups =
                classes.values().stream()
                        .map(members -> members.stream().mapToInt(Integer::intValue).toArray())
                        .toList();
        return new Stratification(examples.name(), groups, examples.count());
    }

    private static void requirePair(Examples examples, double label, int members) {
        if (members < 2) {
            boolean hasClasses = !examples.classes().isEmpty();
            throw new ChainruleException(
                    examples.name(),
                    hasClasses
                            ? "each class must have at least 2 examples, so that no training part"
                                    + " lacks it"
                            : "there must be at least 2 examples to split",
                    hasClasses
                            ? "but \"%s\" has only one"
                                    .formatted(examples.classes().get((int) label))
                            : "but there is only one",
                    "Give more, or leave it out.");
        }
    }

    /** Whether each row is of the test part. */
    public boolean[] test(double fraction, long seed) {
        if (!(fraction > 0 && fraction < 1)) {
            throw new ChainruleException(
                    source,
                    "the fraction for the test must be above 0 and below 1",
                    "but it is " + fraction,
                    "Try 0.2.");
        }
        int[] shares = shares(fraction);
        var random = new SplittableRandom(seed);
        boolean[] isTest = new boolean[rows];
        for (int g = 0; g < shares.length; g++) {
            int[] shuffled = shuffled(groups.get(g), random);
            for (int i = 0; i < shares[g]; i++) {
                isTest[shuffled[i]] = true;
            }
        }
        return isTest;
    }

    /**
     * How many rows of each group are for the test: its share rounded down, and one more where most
     * was cut off, until the whole is round(fraction · rows). A row of each group stays for
     * training.
     */
    private int[] shares(double fraction) {
        int most = groups.stream().mapToInt(group -> group.length - 1).sum();
        int total = (int) Math.max(1, Math.min(most, Math.round(fraction * rows)));
        int[] shares =
                groups.stream()
                        .mapToInt(g -> Math.min(g.length - 1, (int) (fraction * g.length)))
                        .toArray();
        List<Integer> order =
                IntStream.range(0, shares.length)
                        .boxed()
                        .sorted(
                                Comparator.comparingDouble(
                                        g -> shares[g] - fraction * groups.get(g).length))
                        .toList();
        int left = total - IntStream.of(shares).sum();
        for (int turn = 0; left > 0; turn++) {
            int g = order.get(turn % order.size());
            if (shares[g] < groups.get(g).length - 1) {
                shares[g]++;
                left--;
            }
        }
        return shares;
    }

    /** The fold of each row, from 0: every fold has as many rows of each group, or one more. */
    public int[] folds(int count, long seed) {
        if (count < 2 || count > rows) {
            throw new ChainruleException(
                    source,
                    "the number of folds must be from 2 to the number of rows, " + rows,
                    "but it is " + count,
                    "Try 5 or 10.");
        }
        var random = new SplittableRandom(seed);
        int[] folds = new int[rows];
        int dealt = 0;
        for (int[] group : groups) {
            for (int row : shuffled(group, random)) {
                folds[row] = dealt % count;
                dealt++;
            }
        }
        return folds;
    }

    private static int[] shuffled(int[] rows, SplittableRandom random) {
        int[] shuffled = rows.clone();
        for (int i = shuffled.length - 1; i > 0; i--) { // Fisher and Yates
            int other = random.nextInt(i + 1);
            int row = shuffled[i];
            shuffled[i] = shuffled[other];
            shuffled[other] = row;
        }
        return shuffled;
    }
}
