package org.chainrule.dsl.ops;

import java.util.List;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Kernel;
import org.chainrule.dsl.graph.Node;

/**
 * Cross-entropy between the score x of yes and the target t of each element, e = w·((1 − t)·x + (1
 * + (p − 1)·t)·ln(1 + e⁻ˣ)), computed so that nothing overflows. With p = 1 it is the binary
 * cross-entropy of σ(x).
 *
 * <p>For the mean, dx = w·((1 − t)·σ(x) − p·t·(1 − σ(x)))/n·dL; with p = 1, w·(σ(x) − t)/n·dL.
 * Shapes: x and t of one shape, t between 0 and 1; L a number, or of that shape without a
 * reduction.
 *
 * @param weights w along the last axis; empty for 1. They are not divided by
 * @param positiveWeights p, the weights of yes along the last axis; empty for 1
 * @param reduction what becomes of the losses of the elements
 */
@Teaches(
        meaning = "binary cross-entropy from scores",
        formula = "−1/n·Σ (t·ln σ(x) + (1 − t)·ln(1 − σ(x)))")
public record BinaryCrossEntropyWithLogits(
        List<Double> weights, List<Double> positiveWeights, Reduction reduction)
        implements ElementLoss {

    /** Copies of the weights. */
    public BinaryCrossEntropyWithLogits {
        weights = List.copyOf(weights);
        positiveWeights = List.copyOf(positiveWeights);
    }

    @Override
    public Node element(Node x, Node t) {
        Node no = t.subtractedFrom(1);
        Node logarithm = new LogSigmoid().apply(x).as("ln ŷ");
        Node counted =
                positiveWeights.isEmpty() ? logarithm : no.plus(t.times(p(x))).times(logarithm);
        return weighted(no.times(x).minus(counted), x);
    }

    private Node p(Node x) {
        return new LastAxisWeights(positiveWeights).apply(x).as("p");
    }

    private Node weighted(Node e, Node x) {
        return weights.isEmpty() ? e : e.times(new LastAxisWeights(weights).apply(x).as("w"));
    }

    @Override
    public Node slope(Node x, Node t) {
        Node y = new Sigmoid().apply(x).as("ŷ");
        if (positiveWeights.isEmpty()) {
            return weighted(y.minus(t), x);
        }
        Node yes = p(x).times(t).times(new Sigmoid().apply(x.negate()));
        return weighted(t.subtractedFrom(1).times(y).minus(yes), x);
    }

    @Override
    public Node targetSlope(Node x, Node t) {
        if (positiveWeights.isEmpty()) {
            return weighted(x.negate(), x);
        }
        Node more = p(x).plus(-1).times(new LogSigmoid().apply(x));
        return weighted(x.plus(more).negate(), x);
    }

    @Override
    public List<Kernel> kernels(Call call) {
        Node x = call.input(0);
        Object w = weights.isEmpty() ? Kernel.NONE : new LastAxisWeights(weights).apply(x);
        Object p = positiveWeights.isEmpty() ? Kernel.NONE : p(x);
        return reduction.kernels(
                code ->
                        Kernel.of(
                                "binary_cross_entropy_with_logits", x, call.input(1), w, p, code));
    }

    /** The examples of the op contract. */
    public static List<Example> examples() {
        List<Double> none = List.of();
        return List.of(
                example(Reduction.MEAN, none, none, 2, 3, 5),
                example(Reduction.SUM, List.of(0.5, 2.0), none, 4, 2),
                example(Reduction.MEAN, none, List.of(3.0, 0.5), 4, 2),
                example(Reduction.NONE, List.of(2.0, 1.0, 0.0), List.of(3.0, 1.0, 0.2), 1, 3),
                example(Reduction.BATCH_MEAN, none, none, 2, 3),
                Example.of(
                        new BinaryCrossEntropyWithLogits(none, none, Reduction.MEAN),
                        Example.between(-1e4, 1e4, 3, 2),
                        Example.between(0, 1, 3, 2)));
    }

    private static Example example(
            Reduction reduction, List<Double> weights, List<Double> positive, long... sizes) {
        return Example.of(
                new BinaryCrossEntropyWithLogits(weights, positive, reduction),
                Example.reals(sizes),
                Example.between(0, 1, sizes));
    }
}
