package org.chainrule.dsl.layers;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.Dim;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Shape;
import org.chainrule.dsl.initializers.Initializers;
import org.chainrule.dsl.ops.FrozenBatchNorm;

/**
 * Batch normalization: y = γ ⊙ (x − μ)/√(σ² + ε) + β, with the mean and the variance of each
 * channel over the batch and all other axes. In training they are those of the batch; otherwise the
 * running ones, which each training step brings up to date: running = (1 − m)·running + m·batch.
 * See {@link org.chainrule.dsl.ops.BatchNorm} and {@link FrozenBatchNorm}.
 *
 * <p>Shapes: x and y (…, C), or (batch, C, …) where the channels are axis 1; parameters {@code
 * weight} γ (C), which begins at 1, and {@code bias} β (C), which begins at 0; buffers {@code
 * running_mean} (C), which begins at 0, and {@code running_var} (C), which begins at 1. By default
 * as in PyTorch: m is 0.1, ε is 1e-5, and the running variance is of n/(n − 1)·σ². A batch with one
 * value of each channel is refused when it is trained on, for it has no variance.
 *
 * @param axis the axis of the channels: −1, the last, or 1
 * @param isAffine whether γ and β are there
 * @param epsilon ε, which keeps the root from 0
 * @param momentum m, the share of the batch in the running statistics, in [0, 1]
 * @param running which running statistics are kept
 * @param isUnbiased whether the running variance is that of n/(n − 1)·σ², not of σ²
 */
@Teaches(
        meaning = "batch normalization, with running statistics for evaluation",
        formula = "γ ⊙ (x − μ)/√(σ² + ε) + β",
        rows = "E1")
public record BatchNorm(
        int axis,
        boolean isAffine,
        double epsilon,
        double momentum,
        Running running,
        boolean isUnbiased)
        implements Layer {

    /** Which running statistics are kept. */
    public enum Running {
        /** Moving averages: the newest batch has the share m. */
        MOVING,
        /** The means of all batches so far, counted by the buffer {@code num_batches_tracked}. */
        CUMULATIVE,
        /** None: evaluation too uses the statistics of its batch. */
        NONE
    }

    /** A layer for vectors, with γ and β, ε = 1e-5 and m = 0.1. */
    public BatchNorm() {
        this(-1, true, 1e-5, 0.1, Running.MOVING, true);
    }

    /** The same for channels along axis 1, as images have them. */
    public BatchNorm ofImages() {
        return new BatchNorm(1, isAffine, epsilon, momentum, running, isUnbiased);
    }

    /** The same without γ and β. */
    public BatchNorm withoutAffine() {
        return new BatchNorm(axis, false, epsilon, momentum, running, isUnbiased);
    }

    /** The same with another ε. */
    public BatchNorm withEpsilon(double other) {
        return new BatchNorm(axis, isAffine, other, momentum, running, isUnbiased);
    }

    /** The same with moving averages in which the newest batch has another share m. */
    public BatchNorm withMomentum(double share) {
        return new BatchNorm(axis, isAffine, epsilon, share, Running.MOVING, isUnbiased);
    }

    /** The same as textbooks write it: running = d·running + (1 − d)·batch, so that m = 1 − d. */
    public BatchNorm withDecay(double d) {
        return withMomentum(1 - d);
    }

    /** The same with the mean of all batches so far; PyTorch's {@code momentum=None}. */
    public BatchNorm withCumulativeStatistics() {
        return new BatchNorm(axis, isAffine, epsilon, momentum, Running.CUMULATIVE, isUnbiased);
    }

    /** The same without any; PyTorch's {@code track_running_stats=False}. */
    public BatchNorm withoutRunningStatistics() {
        return new BatchNorm(axis, isAffine, epsilon, momentum, Running.NONE, isUnbiased);
    }

    /** The same with a running variance of σ² itself, divided by n, as textbooks often have it. */
    public BatchNorm withBiasedVariance() {
        return new BatchNorm(axis, isAffine, epsilon, momentum, running, false);
    }

    @Override
    public Node apply(Scope scope, Node x) {
        check(scope, x);
        Dim channels = x.shape().dim(axis);
        Node rows = axis == 1 ? x : x.rows(); // the channels are axis 1
        List<Node> affine = new ArrayList<>();
        if (isAffine) {
            affine.add(scope.parameter("weight", Initializers.ones(), channels));
            affine.add(scope.parameter("bias", Initializers.zeros(), channels));
        }
        List<Node> kept = new ArrayList<>();
        if (running != Running.NONE) {
            kept.add(scope.buffer("running_mean", Initializers.zeros(), channels));
            kept.add(scope.buffer("running_var", Initializers.ones(), channels));
        }
        if (scope.isTraining() || kept.isEmpty()) {
            return byBatch(scope, rows, affine, kept).reshapeLike(x);
        }
        if (running == Running.CUMULATIVE) {
            count(scope);
        }
        List<Node> inputs = new ArrayList<>(List.of(rows));
        inputs.addAll(kept);
        inputs.addAll(affine);
        return new FrozenBatchNorm(epsilon).apply(inputs.toArray(Node[]::new)).reshapeLike(x);
    }

    private Node byBatch(Scope scope, Node rows, List<Node> affine, List<Node> kept) {
        scope.require(
                2,
                rows.shape().without(1),
                "a batch must hold 2 or more values of each channel",
                "Use larger batches, or layerNorm.");
        List<Node> inputs = new ArrayList<>(List.of(rows));
        inputs.addAll(affine);
        Call call = Call.of(new org.chainrule.dsl.ops.BatchNorm(epsilon), inputs);
        if (!kept.isEmpty()) {
            Node share = share(scope);
            moveTo(scope, kept.get(0), call.output(1), share);
            moveTo(scope, kept.get(1), variance(rows, call.output(2)), share);
        }
        return call.output(0);
    }

    /** The share of this batch in the running statistics. */
    private Node share(Scope scope) {
        if (running == Running.MOVING) {
            return Node.constant(momentum);
        }
        Node before = count(scope);
        Node count = before.plus(1);
        scope.update(before, count);
        return count.reciprocal();
    }

    private static Node count(Scope scope) {
        return scope.buffer("num_batches_tracked", Initializers.zeros());
    }

    private static void moveTo(Scope scope, Node before, Node batch, Node share) {
        scope.update(before, before.times(share.subtractedFrom(1)).plus(batch.times(share)));
    }

    /** The variance of the batch, from r = 1/√(σ² + ε). */
    private Node variance(Node rows, Node r) {
        Node divided = r.square().reciprocal().plus(-epsilon).max(Node.constant(0)); // by n
        Node n = rows.count(others(rows.shape()));
        return isUnbiased ? divided.times(n).over(n.minus(Node.integer(1))) : divided;
    }

    private static int[] others(Shape shape) {
        return IntStream.range(0, shape.rank()).filter(each -> each != 1).toArray();
    }

    private void check(Scope scope, Node x) {
        int last = x.shape().rank() - 1;
        if (last < 1 || (axis != -1 && axis != 1)) {
            throw scope.error(
                    "the channels must be the last axis, -1, or axis 1 behind the batch",
                    "but found axis " + axis + " of " + x.shape(),
                    "Use -1 for vectors and 1 for images.");
        }
        if (!(epsilon >= 0 && epsilon < Double.POSITIVE_INFINITY)) {
            throw scope.error("epsilon must be 0 or more", "but found " + epsilon, "Use 1e-5.");
        }
        if (!(momentum >= 0 && momentum <= 1)) {
            throw scope.error(
                    "the momentum must be at least 0 and at most 1",
                    "but found " + momentum,
                    "It is the share of the newest batch; 0.1 is common.");
        }
    }

    /** The examples that are checked. */
    public static List<LayerExample> examples() {
        return List.of(
                LayerExample.of(new BatchNorm(), Example.reals(5, 3)),
                LayerExample.of(new BatchNorm().withoutAffine(), Example.reals(2, 3, 4)),
                LayerExample.of(new BatchNorm().ofImages(), Example.reals(2, 3, 2, 4)));
    }
}
