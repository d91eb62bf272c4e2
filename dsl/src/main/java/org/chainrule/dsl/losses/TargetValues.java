package org.chainrule.dsl.losses;

import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.DoublePredicate;
import org.chainrule.dsl.eval.NumericArray;

/** The numbers that a target may hold. */
public sealed interface TargetValues {
    /** What must hold of them, as a clause. */
    String mustHold();

    /** What was found where it does not hold, as a clause that begins with "but". */
    Optional<String> complaint(NumericArray target);

    /** How to mend it, as a sentence. */
    String mend();

    /** Numbers that a target may hold, drawn at random. */
    NumericArray draw(SplittableRandom random, long... sizes);

    /** Whether some numbers may not be held, so that it is worth to look at them. */
    default boolean isBounded() {
        return true;
    }

    private static Optional<String> firstOther(NumericArray target, DoublePredicate isGood) {
        double[] values = target.values();
        for (int i = 0; i < values.length; i++) {
            if (!isGood.test(values[i])) {
                boolean isWhole = values[i] == Math.rint(values[i]);
                String number = isWhole ? Long.toString((long) values[i]) : "" + values[i];
                return Optional.of("but found " + number + " at " + i);
            }
        }
        return Optional.empty();
    }

    /** Any real numbers. */
    record Reals() implements TargetValues {
        @Override
        public String mustHold() {
            return "must hold real numbers";
        }

        @Override
        public Optional<String> complaint(NumericArray target) {
            return Optional.empty();
        }

        @Override
        public String mend() {
            return "Give real numbers.";
        }

        @Override
        public NumericArray draw(SplittableRandom random, long... sizes) {
            return NumericArray.filled(0, sizes).map(zero -> random.nextGaussian());
        }

        @Override
        public boolean isBounded() {
            return false;
        }
    }

    /**
     * Real numbers from a bound to another.
     *
     * @param low the least
     * @param high the greatest
     */
    record Between(double low, double high) implements TargetValues {
        @Override
        public String mustHold() {
            return "must hold numbers from " + low + " to " + high;
        }

        @Override
        public Optional<String> complaint(NumericArray target) {
            return firstOther(target, y -> y >= low && y <= high);
        }

        @Override
        public String mend() {
            return "Scale the targets, or choose a loss that takes them as they are.";
        }

        @Override
        public NumericArray draw(SplittableRandom random, long... sizes) {
            double top = Math.min(high, low + 10); // where there is no greatest
            return NumericArray.filled(0, sizes).map(zero -> random.nextDouble(low, top));
        }
    }

    /** No or yes: 0 or 1. */
    record Truth() implements TargetValues {
        @Override
        public String mustHold() {
            return "must hold 0 for no and 1 for yes";
        }

        @Override
        public Optional<String> complaint(NumericArray target) {
            return firstOther(target, y -> y == 0 || y == 1);
        }

        @Override
        public String mend() {
            return "Give 0 and 1.";
        }

        @Override
        public NumericArray draw(SplittableRandom random, long... sizes) {
            return NumericArray.filled(0, sizes).map(zero -> random.nextInt(2));
        }
    }

    /** One side or the other: 1 or −1. */
    record Signs() implements TargetValues {
        @Override
        public String mustHold() {
            return "must hold 1 and -1";
        }

        @Override
        public Optional<String> complaint(NumericArray target) {
            return firstOther(target, y -> y == 1 || y == -1);
        }

        @Override
        public String mend() {
            return "Make of 0 and 1 twice as much less 1.";
        }

        @Override
        public NumericArray draw(SplittableRandom random, long... sizes) {
            return NumericArray.filled(0, sizes).map(zero -> 2 * random.nextInt(2) - 1);
        }
    }

    /**
     * Whole numbers that name classes.
     *
     * @param count how many classes there are
     * @param ignored one more number, for what has none
     */
    record Classes(long count, long ignored) implements TargetValues {
        @Override
        public String mustHold() {
            boolean hasIgnored = ignored != Long.MIN_VALUE && (ignored < 0 || ignored >= count);
            return "must hold classes from 0 to "
                    + (count - 1)
                    + (hasIgnored ? ", or " + ignored + " for none" : "");
        }

        @Override
        public Optional<String> complaint(NumericArray target) {
            return firstOther(
                    target, y -> (y >= 0 && y < count && y == Math.rint(y)) || y == ignored);
        }

        @Override
        public String mend() {
            return "Give the network as many scores as there are classes, or mend the targets.";
        }

        @Override
        public NumericArray draw(SplittableRandom random, long... sizes) {
            return NumericArray.filled(0, sizes).map(zero -> random.nextLong(count));
        }
    }

    /**
     * A distribution along the last axis: no number is negative, and all together are 1.
     *
     * @param logarithms whether the logarithms of the probabilities are held
     */
    record Distributions(boolean logarithms) implements TargetValues {
        /** Numbers of 16 bits that were added up. */
        private static final double TOLERANCE = 0.01;

        @Override
        public String mustHold() {
            return "must hold distributions, each of "
                    + (logarithms ? "logarithms of probabilities" : "probabilities that sum to 1");
        }

        @Override
        public Optional<String> complaint(NumericArray target) {
            double[] values = target.values();
            int width = target.size(-1);
            for (int row = 0; row * width < values.length; row++) {
                double sum = 0;
                for (int i = row * width; i < (row + 1) * width; i++) {
                    double p = logarithms ? Math.exp(values[i]) : values[i];
                    if (!(p >= 0)) {
                        return Optional.of("but found " + values[i] + " in row " + row);
                    }
                    sum += p;
                }
                if (!(Math.abs(sum - 1) <= TOLERANCE)) {
                    return Optional.of("but row " + row + " sums to " + (float) sum);
                }
            }
            return Optional.empty();
        }

        @Override
        public String mend() {
            return logarithms
                    ? "Take log-softmax of scores, or don't say logTarget()."
                    : "Divide each row by its sum, or take softmax of scores.";
        }

        @Override
        public NumericArray draw(SplittableRandom random, long... sizes) {
            int width = (int) sizes[sizes.length - 1];
            double[] values =
                    NumericArray.filled(0, sizes).map(zero -> 0.1 + random.nextDouble()).values();
            for (int row = 0; row * width < values.length; row++) {
                double sum = 0;
                for (int i = row * width; i < (row + 1) * width; i++) {
                    sum += values[i];
                }
                for (int i = row * width; i < (row + 1) * width; i++) {
                    values[i] = logarithms ? Math.log(values[i] / sum) : values[i] / sum;
                }
            }
            return NumericArray.of(values, sizes);
        }
    }
}
