package org.chainrule.dsl.ops;

import java.util.List;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Kernel;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Op;

/**
 * Cross-entropy between class scores and target probabilities of the classes.
 *
 * <p>With p = softmax(x) and q = (1 − ε)·t + ε/V, −Σ w ⊙ q ⊙ ln p for each of n vectors, and for
 * their mean dx = (p·Σ(w ⊙ q) − w ⊙ q)/n · dL: (p − t)/n · dL without weights and smoothing.
 * Shapes: x and t (…, V), L a number, or (…) without a reduction.
 *
 * @param weights w for each class; empty for 1. They are not divided by
 * @param smoothing ε, at least 0 and less than 1
 * @param reduction what becomes of the losses of the vectors
 */
@Teaches(
        meaning = "cross-entropy from class scores and target probabilities",
        formula = "−1/n·Σ t·ln softmax(x)")
public record SoftCrossEntropy(List<Double> weights, double smoothing, Reduction reduction)
        implements Op {

    /** A copy of the weights. */
    public SoftCrossEntropy {
        weights = List.copyOf(weights);
    }

    @Override
    public List<Node> forward(List<Node> in) {
        Node x = in.get(0);
        Node logarithms = new LogSoftmax().apply(x);
        return List.of(reduction.of(wanted(x, in.get(1)).times(logarithms).sum(-1).negate()));
    }

    /** w ⊙ q. */
    private Node wanted(Node x, Node t) {
        Node q = t;
        if (smoothing > 0) {
            Node even = Node.constant(smoothing).over(x.size(-1));
            q = t.times(1 - smoothing).plus(even).as("q");
        }
        return weights.isEmpty() ? q : q.times(new LastAxisWeights(weights).apply(x).as("w"));
    }

    @Override
    public List<Node> vjp(Call call, Node dy) {
        Node x = call.input(0);
        Node logarithms = new LogSoftmax().apply(x);
        Node wanted = wanted(x, call.input(1));
        Node share = reduction.spread(dy, x.sum(-1));
        Node each = reduction == Reduction.NONE ? share.unsqueeze(-1) : share;
        Node p = logarithms.exp().as("ŷ");
        Node dx = p.times(wanted.sumKept(-1)).minus(wanted).times(each);
        Node byQ = logarithms.times(smoothing - 1).times(each);
        Node dt =
                weights.isEmpty() ? byQ : byQ.times(new LastAxisWeights(weights).apply(x).as("w"));
        return List.of(dx, dt);
    }

    @Override
    public List<Kernel> kernels(Call call) {
        Node x = call.input(0);
        Node t = call.input(1);
        Object w = weights.isEmpty() ? Kernel.NONE : new LastAxisWeights(weights).apply(x);
        return reduction.kernels(
                code ->
                        Labels.shaped(
                                Kernel.of(
                                        "cross_entropy_loss",
                                        x.rows(),
                                        t.rows(),
                                        w,
                                        code,
                                        -100, // not looked at
                                        smoothing),
                                x.sum(-1),
                                reduction));
    }

    @Override
    public List<String> inputSymbols() {
        return List.of("x", "t");
    }

    @Override
    public List<String> outputSymbols() {
        return List.of("L");
    }

    /** The examples of the op contract. */
    public static List<Example> examples() {
        List<Double> weights = List.of(0.5, 2.0, 0.0, 0.1);
        return List.of(
                example(new SoftCrossEntropy(List.of(), 0, Reduction.MEAN), 4, 5),
                example(new SoftCrossEntropy(weights, 0.1, Reduction.MEAN), 2, 3, 4),
                example(new SoftCrossEntropy(List.of(), 0.25, Reduction.SUM), 1, 3),
                example(new SoftCrossEntropy(weights, 0, Reduction.NONE), 3, 4),
                example(new SoftCrossEntropy(List.of(), 0, Reduction.NONE), 2, 2, 3),
                example(new SoftCrossEntropy(List.of(), 0, Reduction.BATCH_MEAN), 2, 2, 3),
                Example.of(
                        new SoftCrossEntropy(List.of(), 0, Reduction.MEAN),
                        Example.between(-1e4, 1e4, 3, 4),
                        Example.between(0, 1, 3, 4)));
    }

    private static Example example(SoftCrossEntropy op, long... sizes) {
        return Example.of(op, Example.reals(sizes), Example.between(0, 1, sizes));
    }
}
