package org.chainrule.dsl.classroom;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.eval.NumericArray;

/**
 * A question whose answers are numbers. The right ones come from whatever computes them, and so do
 * the wrong ones by which a mistake is recognized; gradients are asked for by an {@link Exercise}.
 *
 * <pre>{@code
 * import org.chainrule.dsl.classroom.Asked;
 * import org.chainrule.dsl.classroom.Question;
 * import org.chainrule.dsl.information.Entropy;
 * import org.chainrule.dsl.information.Unit;
 *
 * var question =
 *         Question.of(
 *                 "The entropy of a fair coin in bits",
 *                 Asked.of("H", Entropy.of(Unit.BITS, 0.5, 0.5))
 *                         .withMistake(
 *                                 "used ln",
 *                                 "Bits are counted with the logarithm to base 2.",
 *                                 Entropy.of(Unit.NATS, 0.5, 0.5)));
 * question.grade(0.693).text(); // names the mistake
 * }</pre>
 *
 * @param title what is asked
 * @param asked the answers, each with its name
 * @param hints hints, each of which says more than the one before
 */
public record Question(String title, List<Asked> asked, List<String> hints) {

    /**
     * Copies of the lists.
     *
     * @throws ChainruleException where nothing is asked, or two answers have the same name
     */
    public Question {
        asked = List.copyOf(asked);
        hints = List.copyOf(hints);
        long names = asked.stream().map(Asked::name).distinct().count();
        if (asked.isEmpty() || names < asked.size()) {
            throw new ChainruleException(
                    title,
                    "a question must ask for an answer or more, each with a name of its own",
                    "but found " + asked.stream().map(Asked::name).toList(),
                    "Give it Asked.of(name, right).");
        }
    }

    /** A question for these answers, without hints. */
    public static Question of(String title, Asked... asked) {
        return new Question(title, List.of(asked), List.of());
    }

    /** The same with these hints. */
    public Question withHints(String... others) {
        return new Question(title, asked, List.of(others));
    }

    /**
     * A hint.
     *
     * @param number which, from 1 on
     * @throws ChainruleException where there are not as many
     */
    public String hint(int number) {
        return Hints.pick(title, hints, number);
    }

    /**
     * Compares an answer, a number for each that is asked for.
     *
     * @throws ChainruleException where there are more or fewer
     */
    public Grade grade(double... answers) {
        return grade(DoubleStream.of(answers).mapToObj(NumericArray::scalar).toList());
    }

    /** Compares an answer with vectors or matrices in it; see {@link #grade(double...)}. */
    public Grade grade(NumericArray... answers) {
        return grade(List.of(answers));
    }

    private Grade grade(List<NumericArray> answers) {
        if (answers.size() != asked.size()) {
            String names = asked.stream().map(Asked::name).collect(Collectors.joining(", "));
            throw new ChainruleException(
                    title,
                    "an answer must give " + names,
                    "but yours gives " + answers.size(),
                    "Write grade(" + names + ").");
        }
        return new Grade(
                title,
                "answers",
                IntStream.range(0, answers.size())
                        .mapToObj(i -> asked.get(i).mark(answers.get(i)))
                        .toList());
    }

    /** The right answers, each on a line. */
    public String solution() {
        return asked.stream()
                .map(each -> each.name() + " = " + Numbers.text(each.right()) + "\n")
                .collect(Collectors.joining());
    }

    /** What is asked. */
    public String text() {
        String names = asked.stream().map(Asked::name).collect(Collectors.joining(", "));
        String asks = title + ". Find " + names + ".";
        return hints.isEmpty() ? asks : asks + " Hints: " + hints.size() + ".";
    }

    @Override
    public String toString() {
        return text();
    }
}
