package org.chainrule.dsl.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chainrule.dsl.catalogue.Examples;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.eval.NumericArray;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Op;
import org.chainrule.dsl.ledger.Ledger;
import org.chainrule.dsl.ledger.Row;
import org.chainrule.dsl.ledger.Verdict;

/**
 * Assertions for tests of one's own ops, in any test framework. An op is held to what the library's
 * own are held to: gradients and second derivatives by hand = by autograd = by central differences,
 * and the {@link OpContract}.
 *
 * <pre>{@code
 * import static org.chainrule.dsl.check.GradientAssertions.assertGradients;
 * import org.chainrule.dsl.graph.Example;
 * import org.chainrule.dsl.ops.Gelu;
 *
 * assertGradients(new Gelu()); // on its own examples()
 * assertGradients(new Gelu(), Example.between(-3, 3, 2, 5)); // on numbers drawn
 * assertGradients(new Gelu(), NumericArray.of(new double[] {0, 1}, 2)); // on these
 * }</pre>
 */
public final class GradientAssertions {
    private GradientAssertions() {}

    /**
     * Asserts that an op's gradients are right on the examples of its class.
     *
     * @throws AssertionError where they are not: names the input, the index, all three gradients
     *     and the seed
     * @throws ChainruleException where the class has no {@code public static List<Example>
     *     examples()}
     */
    public static void assertGradients(Op op) {
        List<Example> examples =
                Examples.of(op.getClass(), Example.class)
                        .orElseThrow(
                                () ->
                                        new ChainruleException(
                                                op.name(),
                                                "an op must have inputs to be checked on",
                                                "but it has no static examples()",
                                                "Declare it, or give inputs after the op."));
        examples.forEach(GradientAssertions::assertExample);
    }

    /**
     * Asserts that an op's gradients are right on inputs drawn from these domains.
     *
     * @throws AssertionError where they are not
     */
    public static void assertGradients(Op op, Example.Domain... inputs) {
        assertExample(Example.of(op, inputs));
    }

    /**
     * Asserts that an op's gradients are right at these inputs of real numbers. The op contract,
     * which draws numbers of its own, is left out.
     *
     * @throws AssertionError where they are not
     */
    public static void assertGradients(Op op, NumericArray... inputs) {
        List<String> wrong = new ArrayList<>(wrong(GradCheck.gradcheck(op, inputs)));
        wrong.addAll(wrong(GradCheck.gradgradcheck(op, inputs)));
        require(op, wrong);
    }

    /**
     * Asserts that a ledger holds no gradient that differs.
     *
     * @throws AssertionError where it does
     */
    public static void assertGradients(Ledger ledger) {
        if (!ledger.passed()) {
            throw new AssertionError(
                    ledger.subject()
                            + ": all gradients must agree, but they do not:\n"
                            + String.join("\n", wrong(ledger)));
        }
    }

    private static void assertExample(Example example) {
        GradientCheck options = GradCheck.options();
        OpSubject subject = new OpSubject(example, options.seed());
        Op op = example.call().op();
        List<String> wrong = new ArrayList<>();
        Optional<Subject> once = subject.once(op.name());
        once.ifPresent(first -> wrong.addAll(wrong(options.of(first))));
        new OpSubject(example, options.seed())
                .twice(op.name() + ", second derivative")
                .ifPresent(second -> wrong.addAll(wrong(options.of(second))));
        wrong.addAll(new OpContract(example, options.seed()).failures());
        require(op, wrong);
    }

    private static void require(Op op, List<String> wrong) {
        if (!wrong.isEmpty()) {
            throw new AssertionError(
                    op.name()
                            + ": all gradients must agree, but they do not:\n"
                            + String.join("\n", wrong));
        }
    }

    /** A line for each tensor that fails. */
    private static List<String> wrong(Ledger ledger) {
        List<String> lines = new ArrayList<>();
        ledger.firstBad().ifPresent(bad -> lines.add(bad.toString()));
        ledger.wrongSteps().forEach(step -> lines.add(step.toString()));
        for (Row row : ledger.rows()) {
            if (row.verdict() == Verdict.FAIL) {
                String entry = row.worst().map(worst -> " " + worst).orElse("");
                lines.add(ledger.subject() + ": " + row.path() + entry + ", seed " + ledger.seed());
            }
        }
        return lines;
    }
}
