package org.chainrule.dsl.classroom;

import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.chainrule.dsl.eval.NumericArray;

/**
 * Makes an input that shows an error as small as possible: axes as short, and numbers as plain, as
 * they can be while the gradient is still wrong.
 */
final class Smallest {
    private static final double[] PLAIN = {0, 1, 2, -1, -2, 0.5};

    private final Exercise exercise;
    private final int input;
    private final Predicate<Trial> isWrong;

    /**
     * A search.
     *
     * @param exercise the exercise
     * @param input the input whose gradient is wrong
     * @param isWrong whether a trial shows it
     */
    Smallest(Exercise exercise, int input, Predicate<Trial> isWrong) {
        this.exercise = exercise;
        this.input = input;
        this.isWrong = isWrong;
    }

    /** Whether a trial shows the error; not where the right gradient is no number itself. */
    boolean shows(Trial trial) {
        for (double value : trial.right(input).values()) {
            if (Double.isNaN(value) || Double.isInfinite(value)) {
                return false;
            }
        }
        return isWrong.test(trial);
    }

    /** The smallest trial that can be reached from one that shows the error. */
    Trial from(Trial start) {
        Trial small = shorter(start);
        for (Given given : small.givens()) {
            small = plainer(small, given);
        }
        return small;
    }

    private Trial shorter(Trial start) {
        Trial small = start;
        boolean changed = true;
        while (changed) {
            changed = false;
            for (Map.Entry<Long, Long> axis : small.lengths().byDeclared().entrySet()) {
                for (long length = 1; length < axis.getValue() && !changed; length++) {
                    Lengths lengths = small.lengths().with(axis.getKey(), length);
                    Optional<Trial> found =
                            exercise.trial(lengths, exercise.seed()).filter(this::shows);
                    if (found.isPresent()) {
                        small = found.get();
                        changed = true;
                    }
                }
            }
        }
        return small;
    }

    private Trial plainer(Trial start, Given given) {
        for (double plain : PLAIN) {
            NumericArray all = NumericArray.filled(plain, given.shape().sizes());
            if (mayHold(given, plain) && shows(start.with(given.name(), all))) {
                return start.with(given.name(), all);
            }
        }
        Trial small = start;
        int count = small.numbers().get(given.name()).count();
        for (int place = 0; place < count; place++) {
            small = plainer(small, given, place);
        }
        return small;
    }

    private Trial plainer(Trial start, Given given, int place) {
        NumericArray now = start.numbers().get(given.name());
        for (double plain : PLAIN) {
            Trial changed = start.with(given.name(), now.with(place, plain));
            if (mayHold(given, plain) && shows(changed)) {
                return changed;
            }
        }
        double rounded = Math.rint(now.values()[place] * 10) / 10;
        Trial changed = start.with(given.name(), now.with(place, rounded));
        return mayHold(given, rounded) && shows(changed) ? changed : start;
    }

    private static boolean mayHold(Given given, double number) {
        boolean whole = number == Math.rint(number);
        return given.domain().low() <= number
                && (given.isReal()
                        ? number <= given.domain().high()
                        : whole && number < given.domain().high());
    }
}
