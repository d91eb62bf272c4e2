package org.chainrule.dsl.classroom;

import java.util.List;
import java.util.Optional;

/**
 * What an answer is worth: for each gradient or number that was asked for whether it is right, and
 * where it is not, why.
 *
 * @param title the title of the exercise or question
 * @param asked what was asked for, in the plural: gradients, or answers
 * @param marks one for each
 */
public record Grade(String title, String asked, List<Mark> marks) {

    /**
     * One gradient, or one answer in numbers.
     *
     * @param name its name
     * @param isRight whether it is right, to rounding
     * @param agreement how well a gradient agrees over all trials, where it can be compared
     * @param problem why it can't be compared: a wrong shape, or a graph that does not fit
     * @param diagnosis the mistake, where it was recognized
     * @param counterexample the smallest input that was found to show that a gradient is wrong
     */
    public record Mark(
            String name,
            boolean isRight,
            Optional<Agreement> agreement,
            Optional<String> problem,
            Optional<Diagnosis> diagnosis,
            Optional<Counterexample> counterexample) {

        private String text() {
            StringBuilder text = new StringBuilder(name);
            text.append(isRight ? " is right" : " is wrong");
            agreement.ifPresent(found -> text.append(isRight ? ": " : ", ").append(found));
            problem.ifPresent(found -> text.append(": ").append(found));
            text.append(".\n");
            diagnosis.ifPresent(
                    found ->
                            text.append("  Mistake: ")
                                    .append(found.mistake())
                                    .append(". ")
                                    .append(found.explanation())
                                    .append('\n'));
            counterexample.ifPresent(found -> text.append(found.text()));
            return text.toString();
        }
    }

    /** Whether all of it is right. */
    public boolean isRight() {
        return marks.stream().allMatch(Mark::isRight);
    }

    /** The mark of a gradient or an answer by its name. */
    public Mark mark(String name) {
        return marks.stream()
                .filter(mark -> mark.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no mark for " + name));
    }

    /** The grade in lines of text. */
    public String text() {
        long right = marks.stream().filter(Mark::isRight).count();
        StringBuilder text = new StringBuilder(title).append(": ").append(right).append(" of ");
        text.append(marks.size()).append(' ').append(asked).append(" right.\n");
        marks.forEach(mark -> text.append(mark.text()));
        return text.toString();
    }

    @Override
    public String toString() {
        return text();
    }
}
