package org.chainrule.dsl.ops;

import java.util.List;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Kernel;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Op;

/**
 * Cross-entropy between class scores and the right classes.
 *
 * <p>With p = softmax(x): L = −1/n · Σ ln p[target], dx = (p − onehot(target))/n · dL, and 0 where
 * the target is the ignored index; n is the number of targets that count. Shapes: x (…, V), targets
 * (…) of whole numbers in [0, V), L a number, or of the targets' shape without a reduction;
 * by-product of the mean: n. Where no target counts, the mean is not a number, as in PyTorch.
 *
 * <p>Label smoothing ε asks for q = (1 − ε)·onehot(target) + ε/V instead of certainty, and weights
 * w count classes unequally: −Σ w ⊙ q ⊙ ln p for each target, dx = p·Σ(w ⊙ q) − w ⊙ q, and n is
 * then Σ w[target]. Source of smoothing: Szegedy et al., "Rethinking the Inception Architecture",
 * 2016.
 *
 * @param weights w for each class; empty for 1
 * @param smoothing ε, at least 0 and less than 1
 * @param ignoredIndex the target that does not count
 * @param reduction what becomes of the losses of the targets
 */
@Teaches(meaning = "mean cross-entropy from class scores", formula = "−1/n·Σ ln softmax(x)[target]")
public record CrossEntropy(
        List<Double> weights, double smoothing, long ignoredIndex, Reduction reduction)
        implements Op {

    /** A copy of the weights. */
    public CrossEntropy {
        weights = List.copyOf(weights);
    }

    /** The mean, without weights and smoothing. */
    public CrossEntropy(long ignoredIndex) {
        this(List.of(), 0, ignoredIndex, Reduction.MEAN);
    }

    @Override
    public List<Node> forward(List<Node> in) {
        Node x = in.get(0);
        Node targets = in.get(1);
        Node logarithms = weighted(new LogSoftmax().apply(x), x);
        Node own = oneHot(x, targets).choose(logarithms, Node.constant(0)).sum(-1);
        Node smoothed =
                smoothing == 0
                        ? own
                        : own.times(1 - smoothing)
                                .plus(logarithms.sum(-1).times(smoothing).over(x.size(-1)));
        Node counted = smoothed.times(counted(targets));
        if (reduction != Reduction.MEAN) {
            return List.of(reduction.of(counted).negate());
        }
        Node n = targetWeights(x, targets).sum();
        return List.of(counted.sum().over(n).negate(), n);
    }

    private Node weighted(Node each, Node x) {
        return weights.isEmpty() ? each : each.times(w(x));
    }

    private Node w(Node x) {
        return new LastAxisWeights(weights).apply(x).as("w");
    }

    /** w[target], or 1; 0 for targets that do not count. */
    private Node targetWeights(Node x, Node targets) {
        Node counted = counted(targets);
        return weights.isEmpty()
                ? counted
                : oneHot(x, targets).choose(w(x), Node.constant(0)).sum(-1).times(counted);
    }

    @Override
    public List<Node> vjp(Call call, Node dy) {
        Node x = call.input(0);
        Node targets = call.input(1);
        Node share = // as precise as dy is
                switch (reduction) {
                    case MEAN -> dy.over(call.output(1));
                    case SUM, NONE -> dy;
                    case BATCH_MEAN -> dy.over(targets.size(0));
                };
        return List.of(new Gradient(this).apply(share, x, targets), Node.zero());
    }

    /** p·Σ(w ⊙ q) − w ⊙ q, of which without weights and smoothing p − onehot remains. */
    private Node difference(Node p, Node x, Node targets) {
        Node y = oneHot(x, targets);
        if (smoothing == 0) {
            return weights.isEmpty()
                    ? p.minus(y)
                    : p.minus(y).times(y.choose(w(x), Node.constant(0)).sumKept(-1));
        }
        Node most = Node.constant(1 - smoothing);
        Node even = Node.constant(smoothing).over(x.size(-1));
        Node q = y.choose(most.plus(even).expandLike(x), even.expandLike(x)).as("q");
        return weights.isEmpty()
                ? p.minus(q)
                : p.times(q.times(w(x)).sumKept(-1)).minus(q.times(w(x)));
    }

    private static Node oneHot(Node x, Node targets) {
        return targets.unsqueeze(-1).equalTo(x.indices(-1)).as("y");
    }

    private Node counted(Node targets) {
        return targets.differsFrom(Node.integer(ignoredIndex)).as("c");
    }

    @Override
    public List<Kernel> kernels(Call call) {
        Node x = call.input(0);
        Node targets = call.input(1);
        return reduction.kernels(
                code -> {
                    Kernel kernel =
                            smoothing == 0
                                    ? Kernel.of(
                                            "nll_loss_nd",
                                            logarithms(x),
                                            Labels.flat(targets),
                                            weightsOrNone(x),
                                            code,
                                            ignoredIndex)
                                    : Kernel.of(
                                            "cross_entropy_loss",
                                            x.rows(),
                                            Labels.flat(targets),
                                            weightsOrNone(x),
                                            code,
                                            ignoredIndex,
                                            smoothing);
                    return Labels.shaped(kernel, targets, reduction);
                });
    }

    /** Of rows of classes, in the same words in the loss and in its gradient: computed once. */
    private static Node logarithms(Node x) {
        return new LogSoftmax().apply(x.rows());
    }

    private Object weightsOrNone(Node x) {
        return weights.isEmpty() ? Kernel.NONE : w(x);
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
                Example.of(new CrossEntropy(-100), Example.reals(4, 5), Example.below(5, 4)),
                Example.of(new CrossEntropy(2), Example.reals(2, 3, 7), Example.below(7, 2, 3)),
                example(new CrossEntropy(List.of(), 0.1, 1, Reduction.MEAN), 4, 4),
                example(new CrossEntropy(weights, 0, 1, Reduction.MEAN), 5, 4),
                example(new CrossEntropy(weights, 0.1, 0, Reduction.SUM), 2, 3, 4),
                example(new CrossEntropy(weights, 0.25, 3, Reduction.MEAN), 6, 4),
                example(new CrossEntropy(List.of(), 0.1, -100, Reduction.NONE), 2, 2, 5),
                example(new CrossEntropy(List.of(), 0, 2, Reduction.NONE), 1, 3),
                example(new CrossEntropy(List.of(), 0, -100, Reduction.BATCH_MEAN), 2, 3, 4),
                Example.of(
                        new CrossEntropy(-100),
                        Example.between(-1e4, 1e4, 3, 4),
                        Example.below(4, 3)));
    }

    private static Example example(CrossEntropy op, long... sizes) {
        return Example.of(op, Example.reals(sizes), Labels.example(sizes));
    }

    /**
     * The gradient of x, from what each target's loss weighs in the loss, x and the targets.
     *
     * @param loss the loss
     */
    public record Gradient(CrossEntropy loss) implements Op {

        @Override
        public List<Node> forward(List<Node> in) {
            Node x = in.get(1);
            Node targets = in.get(2);
            Node p = new LogSoftmax().apply(x).exp().as("ŷ");
            Node weight = loss.counted(targets).times(in.get(0));
            return List.of(loss.difference(p, x, targets).times(weight.unsqueeze(-1)));
        }

        @Override
        public List<Kernel> kernels(Call call) {
            Node share = call.input(0);
            Node x = call.input(1);
            if (loss.smoothing > 0 || share.shape().rank() > 0) {
                return List.of();
            }
            Node y = logarithms(x);
            Kernel dy =
                    Kernel.of(
                            "nll_loss_backward",
                            share,
                            y,
                            Labels.flat(call.input(2)),
                            loss.weightsOrNone(x),
                            2, // a sum: the share is that of each target
                            loss.ignoredIndex,
                            share); // for the sum of weights, which only a mean needs
            Kernel dx = Kernel.of("_log_softmax_backward_data", dy, y, 1, new Kernel.DTypeOf(x));
            boolean isFlat = x.shape().rank() == 2;
            return List.of(isFlat ? dx : Kernel.of("reshape", dx, Kernel.of("size", x)));
        }

        /** The examples of the op contract. */
        public static List<Example> examples() {
            List<Double> weights = List.of(0.5, 2.0, 0.0, 0.1);
            Example.Domain share = Example.between(0.1, 1);
            return List.of(
                    Example.of(
                            new Gradient(new CrossEntropy(1)),
                            share,
                            Example.reals(3, 4),
                            Example.below(4, 3)),
                    Example.of(
                            new Gradient(new CrossEntropy(weights, 0, 2, Reduction.MEAN)),
                            share,
                            Example.reals(2, 3, 4),
                            Example.below(4, 2, 3)),
                    Example.of(
                            new Gradient(new CrossEntropy(weights, 0.1, 0, Reduction.NONE)),
                            Example.reals(2),
                            Example.reals(2, 4),
                            Example.below(4, 2)));
        }
    }
}
