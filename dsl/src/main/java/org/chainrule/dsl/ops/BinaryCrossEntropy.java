package org.chainrule.dsl.ops;

import java.util.List;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Kernel;
import org.chainrule.dsl.graph.Node;

/**
 * Cross-entropy between the probability x of yes and the target t of each element, e = −w·(t·ln x +
 * (1 − t)·ln(1 − x)), where each logarithm is at least −100, so that a sure mistake costs 100 and
 * not infinity.
 *
 * <p>For the mean, dx = w·(x − t)/(x(1 − x))/n·dL, where x(1 − x) counts as 10⁻¹² where it is less.
 * Shapes: x and t of one shape, between 0 and 1; L a number, or of that shape without a reduction.
 *
 * @param weights w along the last axis; empty for 1. They are not divided by
 * @param reduction what becomes of the losses of the elements
 */
@Teaches(
        meaning = "binary cross-entropy from probabilities",
        formula = "−1/n·Σ (t·ln x + (1 − t)·ln(1 − x))")
public record BinaryCrossEntropy(List<Double> weights, Reduction reduction) implements ElementLoss {
    private static final double LEAST_LOGARITHM = -100; // as in PyTorch
    private static final double LEAST_PRODUCT = 1e-12f; // likewise, of 32 bits always

    /** A copy of the weights. */
    public BinaryCrossEntropy {
        weights = List.copyOf(weights);
    }

    @Override
    public Node element(Node x, Node t) {
        Node no = x.subtractedFrom(1);
        Node e = t.times(logarithm(x)).plus(t.subtractedFrom(1).times(logarithm(no))).negate();
        return weighted(e, x);
    }

    private static Node logarithm(Node x) {
        return x.log().max(Node.constant(LEAST_LOGARITHM));
    }

    private Node weighted(Node e, Node x) {
        return weights.isEmpty() ? e : e.times(new LastAxisWeights(weights).apply(x).as("w"));
    }

    @Override
    public Node slope(Node x, Node t) {
        Node product = x.times(x.subtractedFrom(1)).max(Node.constant(LEAST_PRODUCT));
        return weighted(x.minus(t).over(product), x);
    }

    @Override
    public Node targetSlope(Node x, Node t) {
        return weighted(logarithm(x.subtractedFrom(1)).minus(logarithm(x)), x);
    }

    @Override
    public List<Kernel> kernels(Call call) {
        Node x = call.input(0);
        Object w = weights.isEmpty() ? Kernel.NONE : new LastAxisWeights(weights).apply(x);
        return reduction.kernels(
                code -> Kernel.of("binary_cross_entropy", x, call.input(1), w, code));
    }

    /** The examples of the op contract. */
    public static List<Example> examples() {
        return List.of(
                example(Reduction.MEAN, List.of(), 3, 5),
                example(Reduction.SUM, List.of(0.5, 2.0), 4, 2),
                example(Reduction.NONE, List.of(), 1, 3),
                example(Reduction.BATCH_MEAN, List.of(0.5, 2.0, 0.0), 2, 3));
    }

    private static Example example(Reduction reduction, List<Double> weights, long... sizes) {
        return Example.of(
                new BinaryCrossEntropy(weights, reduction),
                Example.between(0.05, 0.95, sizes),
                Example.between(0, 1, sizes));
    }
}
