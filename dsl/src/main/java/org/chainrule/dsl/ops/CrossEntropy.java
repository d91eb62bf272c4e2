package org.chainrule.dsl.ops;

import java.util.List;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Kernel;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Op;

/**
 * Cross-entropy between class scores and the right classes, averaged over the n targets that count.
 *
 * <p>With p = softmax(x): L = −1/n · Σ ln p[target], dx = (p − onehot(target))/n · dL, and 0 where
 * the target is the ignored index. Shapes: x (…, V), targets (…) of whole numbers in [0, V), L a
 * number; by-product: n. Where no target counts, L is not a number, as in PyTorch.
 *
 * @param ignoredIndex the target that does not count
 */
@Teaches(meaning = "mean cross-entropy from class scores", formula = "−1/n·Σ ln softmax(x)[target]")
public record CrossEntropy(long ignoredIndex) implements Op {

    @Override
    public List<Node> forward(List<Node> in) {
        Node x = in.get(0);
        Node targets = in.get(1);
        Node chosen = oneHot(x, targets).choose(logSoftmax(x), Node.constant(0)).sum(-1);
        Node n = counted(targets).sum();
        return List.of(chosen.times(counted(targets)).sum().over(n).negate(), n);
    }

    @Override
    public List<Node> vjp(Call call, Node dy) {
        Node x = call.input(0);
        Node targets = call.input(1);
        Node difference = logSoftmax(x).exp().as("ŷ").minus(oneHot(x, targets));
        Node weight = counted(targets).times(dy.over(call.output(1))); // as precise as dy is
        return List.of(difference.times(weight.unsqueeze(-1)), Node.zero());
    }

    private static Node logSoftmax(Node x) {
        return new LogSoftmax().apply(x);
    }

    private static Node oneHot(Node x, Node targets) {
        return targets.unsqueeze(-1).equalTo(x.indices(-1)).as("y");
    }

    private Node counted(Node targets) {
        return targets.differsFrom(Node.integer(ignoredIndex)).as("c");
    }

    @Override
    public List<Kernel> kernels(Call call) {
        Node x = call.input(0).rows();
        Node targets = call.input(1);
        int rank = targets.shape().rank();
        return List.of(
                Kernel.of(
                        "cross_entropy_loss",
                        x,
                        rank == 1 ? targets : targets.merge(0, -1),
                        Kernel.NONE,
                        1, // the mean
                        ignoredIndex,
                        0.0)); // no label smoothing
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
        return List.of(
                Example.of(new CrossEntropy(-100), Example.reals(4, 5), Example.below(5, 4)),
                Example.of(new CrossEntropy(2), Example.reals(2, 3, 7), Example.below(7, 2, 3)));
    }
}
