package org.chainrule.dsl.classroom;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.eval.NumericArray;

/**
 * One answer that a {@link Question} asks for: a number, a vector or a matrix.
 *
 * <p>An answer counts as right where no number of it is off by more than half a unit of the last
 * digit that is asked for, counted from the first digit of the greatest magnitude among the right
 * ones: 0.714 and 5.0/7 are both right for 5/7 to three digits, 0.71 is not.
 *
 * @param name its name
 * @param right the right numbers
 * @param digits how many digits are asked for, from 1 to 15; by default {@value #DIGITS}
 * @param slips the ways of going wrong that are recognized, by the numbers that they lead to
 */
public record Asked(String name, NumericArray right, int digits, List<Slip> slips) {
    /** How many digits are asked for where nothing else is said. */
    public static final int DIGITS = 3;

    private static final int MOST_DIGITS = 15;
    private static final double HALF = 0.5 * (1 + 1e-9); // what is written as half a unit, too

    private static final Diagnosis COARSE =
            new Diagnosis("rounded too much", "Keep more digits, or write the computation itself.");

    /**
     * A way of going wrong, and where it leads.
     *
     * @param diagnosis what is said of it
     * @param value the numbers that come out
     */
    public record Slip(Diagnosis diagnosis, NumericArray value) {}

    /**
     * A copy of the list.
     *
     * @throws ChainruleException where a right number is not finite, the digits are too few or too
     *     many, or a mistake leads to the right answer
     */
    public Asked {
        slips = List.copyOf(slips);
        if (Arrays.stream(right.values()).anyMatch(value -> !Double.isFinite(value))) {
            throw new ChainruleException(
                    name,
                    "the right answer must be finite",
                    "but found " + Numbers.text(right),
                    "Ask for something else, or at another point.");
        }
        if (digits < 1 || digits > MOST_DIGITS) {
            throw new ChainruleException(
                    name,
                    "the digits that are asked for must be from 1 to " + MOST_DIGITS,
                    "but found " + digits,
                    "Without withDigits they are " + DIGITS + ".");
        }
        for (Slip slip : slips) {
            if (agrees(slip.value(), right, digits)) {
                throw new ChainruleException(
                        name,
                        "a mistake must lead to another answer than the right one",
                        "but \"" + slip.diagnosis().mistake() + "\" leads to it",
                        "Ask for more digits with withDigits, or use other numbers.");
            }
        }
    }

    /** Asks for a number. */
    public static Asked of(String name, double right) {
        return of(name, NumericArray.scalar(right));
    }

    /** Asks for a vector or a matrix. */
    public static Asked of(String name, NumericArray right) {
        return new Asked(name, right, DIGITS, List.of());
    }

    /** The same to as many digits. */
    public Asked withDigits(int count) {
        return new Asked(name, right, count, slips);
    }

    /**
     * The same with a way of going wrong that is recognized.
     *
     * @param mistake its name, as it continues a sentence: {@code left the prior out}
     * @param explanation what went wrong, and why it is wrong, in a sentence or two
     * @param value the number that it leads to; better computed than written down
     */
    public Asked withMistake(String mistake, String explanation, double value) {
        return withMistake(mistake, explanation, NumericArray.scalar(value));
    }

    /** The same for a mistake that leads to a vector or a matrix. */
    public Asked withMistake(String mistake, String explanation, NumericArray value) {
        Slip slip = new Slip(new Diagnosis(mistake, explanation), value);
        return new Asked(
                name, right, digits, Stream.concat(slips.stream(), Stream.of(slip)).toList());
    }

    /** What an answer is worth. */
    Grade.Mark mark(NumericArray found) {
        Optional<String> problem = problem(found);
        boolean isRight = problem.isEmpty() && agrees(found, right, digits);
        Optional<Diagnosis> diagnosis =
                isRight || problem.isPresent() ? Optional.empty() : diagnosis(found);
        return new Grade.Mark(
                name, isRight, Optional.empty(), problem, diagnosis, Optional.empty());
    }

    private Optional<String> problem(NumericArray found) {
        if (!Arrays.equals(found.sizes(), right.sizes())) {
            return Optional.of(name + " must be " + form(right) + ", but yours is " + form(found));
        }
        return Arrays.stream(found.values()).allMatch(Double::isFinite)
                ? Optional.empty()
                : Optional.of(name + " must be finite, but yours is " + Numbers.text(found));
    }

    private static String form(NumericArray array) {
        return array.rank() == 0 ? "a number" : "of the sizes " + Arrays.toString(array.sizes());
    }

    /** The mistake, where one is recognized: one of this answer's, then one of any answer. */
    private Optional<Diagnosis> diagnosis(NumericArray found) {
        return Stream.concat(slips.stream(), UsualSlips.of(right).stream())
                .filter(slip -> agrees(slip.value(), found, digits))
                .map(Slip::diagnosis)
                .findFirst()
                .or(() -> Optional.of(COARSE).filter(coarse -> isRoundedTooMuch(found)));
    }

    private boolean isRoundedTooMuch(NumericArray found) {
        return digits > 1 && agrees(found, right, digits - 1);
    }

    /** Whether no number is off by more than half a unit of the last digit. */
    private static boolean agrees(NumericArray found, NumericArray right, int digits) {
        if (!Arrays.equals(found.sizes(), right.sizes())) {
            return false;
        }
        double scale = Arrays.stream(right.values()).map(Math::abs).max().orElse(0);
        double first = scale == 0 ? 0 : Math.floor(Math.log10(scale)); // place of the first digit
        double unit = Math.pow(10, first - digits + 1);
        double[] mine = found.values();
        double[] theirs = right.values();
        return IntStream.range(0, mine.length)
                .allMatch(i -> Math.abs(mine[i] - theirs[i]) <= HALF * unit);
    }
}
