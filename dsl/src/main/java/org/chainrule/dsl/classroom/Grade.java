package org.chainrule.dsl.classroom;

import java.util.List;
import java.util.Optional;

/**
 * What an answer is worth: for each gradient whether it is right, and where it is not, why.
 *
 * @param title the title of the exercise
 * @param marks one for each gradient
 */
public record Grade(String title, List<Mark> marks) {

    /**
     * One gradient.
     *
     * @param gradient its name
     * @param agreement how well the numbers agree over all trials, where they can be compared
     * @param problem why they can't be compared: a wrong shape, or a graph that does not fit
     * @param diagnosis the mistake, where it was recognized
     * @param counterexample the smallest input that was found to show the error
     */
    public record Mark(
            String gradient,
            Optional<Agreement> agreement,
            Optional<String> problem,
            Optional<Diagnosis> diagnosis,
            Optional<Counterexample> counterexample) {

        /** Whether the gradient is right, to rounding. */
        public boolean isRight() {
            return agreement.map(Agreement::isApproximate).orElse(false);
        }

        private String text() {
            StringBuilder text = new StringBuilder(gradient);
            text.append(isRight() ? " is right" : " is wrong");
            agreement.ifPresent(found -> text.append(isRight() ? ": " : ", ").append(found));
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

    /** Whether every gradient is right. */
    public boolean isRight() {
        return marks.stream().allMatch(Mark::isRight);
    }

    /** The mark of a gradient by its name. */
    public Mark mark(String gradient) {
        return marks.stream()
                .filter(mark -> mark.gradient().equals(gradient))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no gradient " + gradient));
    }

    /** The grade in lines of text. */
    public String text() {
        long right = marks.stream().filter(Mark::isRight).count();
        StringBuilder text = new StringBuilder(title).append(": ").append(right).append(" of ");
        text.append(marks.size()).append(" gradients right.\n");
        marks.forEach(mark -> text.append(mark.text()));
        return text.toString();
    }

    @Override
    public String toString() {
        return text();
    }
}
