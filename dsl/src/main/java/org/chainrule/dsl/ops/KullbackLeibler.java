package org.chainrule.dsl.ops;

import java.util.List;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Kernel;
import org.chainrule.dsl.graph.Kernel.Keyword;
import org.chainrule.dsl.graph.Node;

/**
 * The Kullback-Leibler divergence of each element of a distribution t from the logarithms x of
 * another: e = t·(ln t − x), and 0 where t is 0; where t itself is given by its logarithm, e =
 * eᵗ·(t − x). Summed over a whole distribution it is the divergence.
 *
 * <p>For the sum, dx = −t·dL, or −eᵗ·dL. Shapes: x and t of one shape, L a number, or of that shape
 * without a reduction. Source: Kullback and Leibler, "On Information and Sufficiency", 1951.
 *
 * @param logTarget whether t is given by its logarithm
 * @param reduction what becomes of the elements
 */
@Teaches(
        meaning = "Kullback-Leibler divergence from logarithms of probabilities",
        formula = "Σ t·(ln t − x)")
public record KullbackLeibler(boolean logTarget, Reduction reduction) implements ElementLoss {

    @Override
    public Node element(Node x, Node t) {
        if (logTarget) {
            return t.exp().times(t.minus(x));
        }
        Node own = positive(t).choose(t.times(t.log()), Node.constant(0));
        return own.minus(t.times(x));
    }

    private static Node positive(Node t) {
        return t.greaterThan(Node.constant(0));
    }

    @Override
    public Node slope(Node x, Node t) {
        return logTarget ? t.exp().negate() : t.negate();
    }

    @Override
    public Node targetSlope(Node x, Node t) {
        return logTarget
                ? t.exp().times(t.minus(x).plus(1))
                : positive(t).choose(t.log().plus(1), Node.constant(0)).minus(x);
    }

    @Override
    public String rule() {
        return "Kullback-Leibler divergence";
    }

    @Override
    public List<Kernel> kernels(Call call) {
        return reduction.kernels(
                code ->
                        Kernel.of(
                                "kl_div",
                                call.input(0),
                                call.input(1),
                                code,
                                new Keyword("log_target", logTarget)));
    }

    /** The examples of the op contract. */
    public static List<Example> examples() {
        return List.of(
                example(new KullbackLeibler(false, Reduction.BATCH_MEAN), 3, 5),
                example(new KullbackLeibler(false, Reduction.MEAN), 1, 4),
                example(new KullbackLeibler(false, Reduction.NONE), 2, 3),
                example(new KullbackLeibler(true, Reduction.SUM), 2, 3, 2),
                example(new KullbackLeibler(true, Reduction.BATCH_MEAN), 4, 1));
    }

    private static Example example(KullbackLeibler op, long... sizes) {
        return Example.of(
                op,
                Example.between(-4, 0, sizes),
                op.logTarget ? Example.between(-4, 0, sizes) : Example.between(0.05, 1, sizes));
    }
}
