package org.chainrule.dsl.ops;

import java.util.List;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Kernel;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Op;

/**
 * The negative log likelihood of the right classes, from the logarithms x of the classes'
 * probabilities: −w[t]·x[t] for each target t.
 *
 * <p>For the mean, L = −Σ w[t]·x[t]/n with n = Σ w[t], dx = −w[t]·onehot(t)/n·dL, and 0 where the
 * target is the ignored index. Shapes: x (…, V), t (…) of whole numbers in [0, V), L a number, or
 * of t's shape without a reduction; by-product of the mean: n.
 *
 * @param weights w for each class; empty for 1
 * @param ignoredIndex the target that does not count
 * @param reduction what becomes of the losses of the targets
 */
@Teaches(
        meaning = "negative log likelihood from logarithms of probabilities",
        formula = "−1/n·Σ x[t]")
public record NegativeLogLikelihood(List<Double> weights, long ignoredIndex, Reduction reduction)
        implements Op {

    /** A copy of the weights. */
    public NegativeLogLikelihood {
        weights = List.copyOf(weights);
    }

    @Override
    public List<Node> forward(List<Node> in) {
        Node x = in.get(0);
        Node t = in.get(1);
        Node each = oneHot(x, t).choose(weighted(x, x), Node.constant(0)).sum(-1);
        Node counted = each.times(counted(t));
        if (reduction != Reduction.MEAN) {
            return List.of(reduction.of(counted).negate());
        }
        Node n = targetWeights(x, t).sum();
        return List.of(counted.sum().over(n).negate(), n);
    }

    private Node weighted(Node each, Node x) {
        return weights.isEmpty() ? each : each.times(w(x));
    }

    private Node w(Node x) {
        return new LastAxisWeights(weights).apply(x).as("w");
    }

    private Node targetWeights(Node x, Node t) {
        return weights.isEmpty()
                ? counted(t)
                : oneHot(x, t).choose(w(x), Node.constant(0)).sum(-1).times(counted(t));
    }

    @Override
    public List<Node> vjp(Call call, Node dy) {
        Node x = call.input(0);
        Node t = call.input(1);
        Node share = // as precise as dy is
                switch (reduction) {
                    case MEAN -> dy.over(call.output(1));
                    case SUM, NONE -> dy;
                    case BATCH_MEAN -> dy.over(t.size(0));
                };
        Node weight = counted(t).times(share).negate().unsqueeze(-1);
        Node each = oneHot(x, t).choose(weight.expandLike(x), Node.constant(0));
        return List.of(weighted(each, x), Node.zero());
    }

    private static Node oneHot(Node x, Node t) {
        return t.unsqueeze(-1).equalTo(x.indices(-1)).as("y");
    }

    private Node counted(Node t) {
        return t.differsFrom(Node.integer(ignoredIndex)).as("c");
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
                                        "nll_loss",
                                        x.rows(),
                                        Labels.flat(t),
                                        w,
                                        code,
                                        ignoredIndex),
                                t,
                                reduction));
    }

    @Override
    public List<String> inputSymbols() {
        return List.of("x", "t");
    }

    @Override
    public List<String> outputSymbols() {
        return List.of("L", "n");
    }

    /** The examples of the op contract. */
    public static List<Example> examples() {
        List<Double> weights = List.of(0.5, 2.0, 0.0, 0.1);
        return List.of(
                example(new NegativeLogLikelihood(List.of(), -100, Reduction.MEAN), 4, 5),
                example(new NegativeLogLikelihood(weights, 1, Reduction.MEAN), 5, 4),
                example(new NegativeLogLikelihood(weights, -100, Reduction.SUM), 2, 3, 4),
                example(new NegativeLogLikelihood(List.of(), 0, Reduction.NONE), 2, 2, 3),
                example(new NegativeLogLikelihood(weights, 0, Reduction.BATCH_MEAN), 1, 2, 4));
    }

    private static Example example(NegativeLogLikelihood op, long... sizes) {
        return Example.of(op, Example.between(-4, 0, sizes), Labels.example(sizes));
    }
}
