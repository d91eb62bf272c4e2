package org.chainrule.dsl.ops;

import java.util.List;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Kernel;
import org.chainrule.dsl.graph.Node;

/**
 * The negative log likelihood of counts t that are drawn from a Poisson distribution of rate λ: e =
 * λ − t·ln λ, where λ is eˣ, or x itself; to that, ln t! may be added.
 *
 * <p>For the mean, dx = (eˣ − t)/n·dL, or (1 − t/(x + ε))/n·dL. Shapes: x and t of one shape, L a
 * number, or of that shape without a reduction.
 *
 * @param logInput whether x is the logarithm of the rate, or the rate itself
 * @param full whether Stirling's formula for ln t!, t·ln t − t + ½·ln(2πt) where t &gt; 1, is added
 * @param epsilon ε, which is added to a rate of which the logarithm is taken
 * @param reduction what becomes of the elements
 */
@Teaches(
        meaning = "negative log likelihood of counts under a Poisson distribution",
        formula = "1/n·Σ (eˣ − t·x)")
public record PoissonError(boolean logInput, boolean full, double epsilon, Reduction reduction)
        implements ElementLoss {

    @Override
    public Node element(Node x, Node t) {
        Node e = logInput ? x.exp().minus(t.times(x)) : x.minus(t.times(x.plus(epsilon).log()));
        return full ? e.plus(many(t).choose(stirling(t), Node.constant(0))) : e;
    }

    private static Node many(Node t) {
        return t.greaterThan(Node.constant(1));
    }

    private static Node stirling(Node t) {
        return t.times(t.log()).minus(t).plus(t.times(2 * Math.PI).log().times(0.5));
    }

    @Override
    public Node slope(Node x, Node t) {
        return logInput ? x.exp().minus(t) : t.over(x.plus(epsilon)).subtractedFrom(1);
    }

    @Override
    public Node targetSlope(Node x, Node t) {
        Node dt = logInput ? x.negate() : x.plus(epsilon).log().negate();
        return full
                ? dt.plus(many(t).choose(t.log().plus(t.times(2).reciprocal()), Node.constant(0)))
                : dt;
    }

    @Override
    public List<Kernel> kernels(Call call) {
        return reduction.kernels(
                code ->
                        Kernel.of(
                                "poisson_nll_loss",
                                call.input(0),
                                call.input(1),
                                logInput,
                                full,
                                epsilon,
                                code));
    }

    /** The examples of the op contract. */
    public static List<Example> examples() {
        return List.of(
                example(new PoissonError(true, false, 1e-8, Reduction.MEAN), 3, 5),
                example(new PoissonError(false, false, 1e-8, Reduction.SUM), 4),
                example(new PoissonError(true, true, 1e-8, Reduction.NONE), 1, 3),
                example(new PoissonError(false, true, 0.1, Reduction.BATCH_MEAN), 2, 3));
    }

    private static Example example(PoissonError op, long... sizes) {
        return Example.of(op, Example.between(0.1, 2, sizes), Example.between(0.2, 5, sizes));
    }
}
