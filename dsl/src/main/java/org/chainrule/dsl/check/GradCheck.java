package org.chainrule.dsl.check;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.eval.NumericArray;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Op;
import org.chainrule.dsl.ledger.Ledger;

/**
 * Checks the gradients of an op of one's own, with the meaning and the defaults of
 * torch.autograd.gradcheck and gradgradcheck: 64 bits, central differences with a step of 10⁻⁶ at
 * every number of every input, tolerances 10⁻⁵ absolute and 10⁻³ relative.
 *
 * <pre>{@code
 * import org.chainrule.dsl.check.GradCheck;
 * import org.chainrule.dsl.ops.Gelu;
 *
 * var x = NumericArray.of(new double[] {-1, 0.5, 2}, 3);
 * GradCheck.gradcheck(new Gelu(), x).passed(); // true
 * GradCheck.gradgradcheck(new Gelu(), x).passed(); // true
 * }</pre>
 *
 * <p>Beyond gradcheck, the gradient by hand is also held to autograd's, to a relative 10⁻¹⁰. Where
 * gradcheck differentiates each output by itself, here a sum of all outputs with random weights is
 * differentiated, as its fast mode does: a wrong gradient of any output shows, unless the weights
 * happen to hide it, for which chance would have to hit single numbers.
 *
 * <p>Nothing is thrown where gradients differ; the ledger says so. {@link GradientAssertions}
 * throws.
 */
@Teaches(meaning = "gradcheck and gradgradcheck, as in PyTorch", rows = "P2")
public final class GradCheck {
    private GradCheck() {}

    /** The first derivative of an op at these inputs of real numbers. */
    public static Ledger gradcheck(Op op, NumericArray... inputs) {
        return gradcheck(example(op, inputs), inputs);
    }

    /** The first derivative of an op at inputs that are drawn from these domains. */
    public static Ledger gradcheck(Op op, Example.Domain... inputs) {
        return once(Example.of(op, inputs), options());
    }

    /** The second derivative of an op at these inputs of real numbers. */
    public static Ledger gradgradcheck(Op op, NumericArray... inputs) {
        Example example = example(op, inputs);
        OpSubject subject = OpSubject.at(example, List.of(inputs), options().seed());
        return ledger(example, subject.twice(name(example) + ", second derivative"), options());
    }

    /** The second derivative of an op at inputs that are drawn from these domains. */
    public static Ledger gradgradcheck(Op op, Example.Domain... inputs) {
        return twice(Example.of(op, inputs), options());
    }

    /** The first derivative of an example of an op; all numbers that the options sample. */
    public static Ledger once(Example example, GradientCheck options) {
        OpSubject subject = new OpSubject(example, options.seed());
        return ledger(example, subject.once(name(example)), options);
    }

    /** The second derivative of an example of an op. */
    public static Ledger twice(Example example, GradientCheck options) {
        OpSubject subject = new OpSubject(example, options.seed());
        return ledger(example, subject.twice(name(example) + ", second derivative"), options);
    }

    /** Every number of every input. */
    static GradientCheck options() {
        return new GradientCheck().withSamples(Integer.MAX_VALUE);
    }

    private static Ledger gradcheck(Example example, NumericArray... inputs) {
        OpSubject subject = OpSubject.at(example, List.of(inputs), options().seed());
        return ledger(example, subject.once(name(example)), options());
    }

    private static Example example(Op op, NumericArray... inputs) {
        return Example.of(
                op,
                Arrays.stream(inputs)
                        .map(input -> Example.reals(input.sizes()))
                        .toArray(Example.Domain[]::new));
    }

    private static String name(Example example) {
        return example.call().op().name();
    }

    private static Ledger ledger(
            Example example, Optional<Subject> subject, GradientCheck options) {
        return options.of(
                subject.orElseThrow(
                        () ->
                                new ChainruleException(
                                        name(example),
                                        "an op must have a real input that its outputs depend on",
                                        "but this one has none",
                                        "There is no gradient to check.")));
    }
}
