package org.chainrule.dsl.ops;

import java.util.List;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Kernel;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Op;

/**
 * How far the score of the right class fails to lead those of the others by a margin m: e = w[t]·Σ
 * max(0, m − x[t] + x[j])^p / V over the classes j other than t.
 *
 * <p>For the mean over n vectors of scores, dx[j] = w[t]·p·max(0, m − x[t] + x[j])^(p−1)/V/n·dL for
 * each j that is not far enough behind, and dx[t] = −Σ of these. Shapes: x (…, V), t (…) of whole
 * numbers in [0, V), L a number, or of t's shape without a reduction. Source: Crammer and Singer,
 * "On the Algorithmic Implementation of Multiclass Kernel-based Vector Machines", 2001.
 *
 * @param power p, 1 or 2
 * @param margin m
 * @param weights w for each class; empty for 1. They are not divided by
 * @param reduction what becomes of the losses of the vectors
 */
@Teaches(meaning = "hinge of several classes", formula = "1/n·Σ Σ max(0, m − x[t] + x[j])^p / V")
public record MultiMargin(int power, double margin, List<Double> weights, Reduction reduction)
        implements Op {

    /** A copy of the weights. */
    public MultiMargin {
        weights = List.copyOf(weights);
    }

    @Override
    public List<Node> forward(List<Node> in) {
        Node x = in.get(0);
        Node t = in.get(1);
        Node h = lack(x, t);
        Node sum = (power == 1 ? h : h.square()).sum(-1).over(x.size(-1));
        return List.of(reduction.of(weighted(sum, x, t)));
    }

    /** max(0, m − x[t] + x[j]), and 0 for t itself. */
    private Node lack(Node x, Node t) {
        Node right = oneHot(x, t).choose(x, Node.constant(0)).sumKept(-1).as("xₜ");
        Node h = new Relu().apply(x.minus(right).plus(margin));
        return oneHot(x, t).choose(Node.constant(0), h).as("h");
    }

    private static Node oneHot(Node x, Node t) {
        return t.unsqueeze(-1).equalTo(x.indices(-1)).as("y");
    }

    private Node weighted(Node e, Node x, Node t) {
        if (weights.isEmpty()) {
            return e;
        }
        Node w = new LastAxisWeights(weights).apply(x).as("w");
        return e.times(oneHot(x, t).choose(w, Node.constant(0)).sum(-1));
    }

    @Override
    public List<Node> vjp(Call call, Node dy) {
        Node x = call.input(0);
        Node t = call.input(1);
        Node h = lack(x, t);
        Node others = power == 1 ? h.sign() : h.times(2);
        Node towards = others.minus(oneHot(x, t).choose(others.sumKept(-1), Node.constant(0)));
        Node each = reduction.spread(dy, t).over(x.size(-1)).expandLike(others.sum(-1));
        return List.of(towards.times(weighted(each, x, t).unsqueeze(-1)), Node.zero());
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
                                        "multi_margin_loss",
                                        x.rows(),
                                        Labels.flat(t),
                                        power,
                                        margin,
                                        w,
                                        code),
                                t,
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
        return List.of(
                example(1, 1, List.of(), Reduction.MEAN, 4, 5),
                example(2, 0.5, List.of(), Reduction.SUM, 3, 4),
                example(1, 1, List.of(0.5, 2.0, 1.0), Reduction.MEAN, 4, 3),
                example(2, 1, List.of(0.5, 2.0, 1.0), Reduction.NONE, 2, 2, 3),
                example(1, 1, List.of(), Reduction.BATCH_MEAN, 1, 2, 3));
    }

    private static Example example(
            int power, double margin, List<Double> weights, Reduction reduction, long... sizes) {
        return Example.of(
                new MultiMargin(power, margin, weights, reduction),
                Example.reals(sizes),
                Labels.example(sizes));
    }
}
