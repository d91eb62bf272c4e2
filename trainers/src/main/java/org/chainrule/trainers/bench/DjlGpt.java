package org.chainrule.trainers.bench;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.nn.Activation;
import ai.djl.nn.core.Embedding;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.LayerNorm;
import ai.djl.training.GradientCollector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Random;

/**
 * The benchmark's opponent: nanoGPT's training step as a skilled user writes it by hand with stock
 * Deep Java Library operations, without Chainrule and without TorchScript.
 *
 * <p>The network: token embedding (V, C), tied to the output head, plus learned positions; {@code
 * layers} pre-norm blocks {@code x + attention(norm(x))}, {@code x + mlp(norm(x))} with exact GELU
 * between C and 4C; a last norm; mean cross-entropy; no biases, no dropout. Matrices start as N(0,
 * 0.02²), those that end a residual branch as N(0, 0.02² / (2 · layers)), gains as 1. The gradient
 * is clipped to global norm 1; {@link DjlWeight} tells how a weight is updated, matrices with decay
 * 0.1.
 *
 * <p>For speed, each measured against its alternatives: heads are strided slices of one product,
 * which a batched matmul reads without a copy; masked scores and residual sums are made in place;
 * weights that widen are (in, out), the others (out, in); intermediate arrays are freed before the
 * backward pass; each step differentiates fresh aliases of the weights, so no gradient is zeroed or
 * added to; the norm is read on the host, which is free on a CPU and saves a pass.
 *
 * <p>For correctness: DJL's {@code mul(Number)} and {@code create(float[])} make tensors that view
 * Java memory, which may be collected while autograd still needs it. So libtorch owns the
 * constants, and the scope that owns the indices outlives the backward pass.
 *
 * <pre>{@code
 * import ai.djl.ndarray.NDManager;
 * import org.chainrule.trainers.bench.DjlGpt;
 *
 * long[] inputs = new long[12 * 64]; // token ids
 * long[] targets = new long[12 * 64];
 * NDManager manager = NDManager.newBaseManager();
 * try (var gpt = new DjlGpt(manager, 4, 4, 128, 64, 65, 1337)) {
 *     float loss = gpt.step(inputs, targets, 12, 64, 1e-3f);
 * }
 * }</pre>
 */
public final class DjlGpt implements AutoCloseable {
    private static final float WEIGHT_DECAY = 0.1f;
    private static final float LARGEST_NORM = 1f;
    private static final float NORM_EPSILON = 1e-5f;
    private static final double DEVIATION = 0.02;

    private final NDManager manager;
    private final int layers;
    private final int heads;
    private final int width;
    private final int context;
    private final List<DjlWeight> weights = new ArrayList<>();
    private final NDArray scale;
    private final NDArray noBias;
    private final NDArray future;
    private int steps;

    /**
     * Creates the network with random weights.
     *
     * @param manager owner of the weights, until {@link #close()}
     * @param layers number of blocks
     * @param heads number of attention heads H; divides {@code width}
     * @param width width C of the residual stream
     * @param context longest sequence
     * @param vocabulary number of tokens V
     * @param seed of the weights
     * @throws IllegalArgumentException if {@code heads} does not divide {@code width}
     */
    public DjlGpt(
            NDManager manager,
            int layers,
            int heads,
            int width,
            int context,
            int vocabulary,
            long seed) {
        if (width % heads != 0) {
            throw new IllegalArgumentException(
                    "DjlGpt: heads must divide width, but %d does not divide %d. Mend either."
                            .formatted(heads, width));
        }
        this.manager = manager.newSubManager();
        this.layers = layers;
        this.heads = heads;
        this.width = width;
        this.context = context;
        Random random = new Random(seed);
        double last = DEVIATION / Math.sqrt(2.0 * layers);
        matrix(random, DEVIATION, vocabulary, width); // tokens, and the output head
        matrix(random, DEVIATION, context, width); // positions
        for (int layer = 0; layer < layers; layer++) {
            gain();
            matrix(random, DEVIATION, width, 3 * width); // queries, keys, values
            matrix(random, last, width, width); // attention's projection
            gain();
            matrix(random, DEVIATION, width, 4 * width);
            matrix(random, last, width, 4 * width);
        }
        gain();
        scale = this.manager.full(new Shape(), (float) (1 / Math.sqrt((double) width / heads)));
        noBias = this.manager.zeros(new Shape(width));
        future = future();
    }

    /**
     * Does one training step: forward, backward, clip, update.
     *
     * @param inputs token ids, {@code batch} rows of {@code time}
     * @param targets the ids that follow, in the same order
     * @param batch number of sequences B
     * @param time length T of each, at most the context
     * @param learningRate rate of this step
     * @return the mean cross-entropy before the update, in nats
     * @throws IllegalArgumentException if the lengths do not fit
     */
    public float step(long[] inputs, long[] targets, int batch, int time, float learningRate) {
        try (NDManager scope = manager.newSubManager()) {
            Gradients gradients = gradients(scope, inputs, targets, batch, time);
            update(gradients.values(), learningRate);
            return gradients.loss().getFloat();
        }
    }

    /** Frees the weights. */
    @Override
    public void close() {
        manager.close();
    }

    /** The weights themselves, in the order of {@link Gradients#values()}. */
    NDList parameters() {
        NDList values = new NDList(weights.size());
        weights.forEach(weight -> values.add(weight.value()));
        return values;
    }

    /** The loss and its gradient by each weight; they live as long as {@code scope}. */
    Gradients gradients(NDManager scope, long[] inputs, long[] targets, int batch, int time) {
        int tokens = batch * time;
        if (time > context || inputs.length != tokens || targets.length != tokens) {
            throw new IllegalArgumentException(
                    ("DjlGpt.step: inputs and targets must hold %d * %d ids and time be at most %d,"
                                    + " but they hold %d and %d. Cut them to fit.")
                            .formatted(batch, time, context, inputs.length, targets.length));
        }
        NDArray given = scope.create(inputs, new Shape(batch, time));
        NDArray wanted = scope.create(targets, new Shape(tokens, 1));
        NDList leaves = new NDList(weights.size());
        weights.forEach(weight -> leaves.add(weight.leaf(scope)));
        NDArray loss;
        try (GradientCollector collector = manager.getEngine().newGradientCollector()) {
            loss = loss(scope, leaves.iterator(), given, wanted);
            collector.backward(loss);
        }
        NDList values = new NDList(weights.size());
        leaves.forEach(leaf -> values.add(leaf.getGradient()));
        return new Gradients(loss, values);
    }

    /** Takes the weights in the order in which the constructor made them. */
    private NDArray loss(NDManager scope, Iterator<NDArray> weight, NDArray given, NDArray wanted) {
        try (NDManager forward = scope.newSubManager()) {
            long time = given.getShape().get(1);
            long tokens = wanted.size();
            NDArray embedding = weight.next(); // (V, C)
            NDArray positions = weight.next().get(new NDIndex().addSliceDim(0, time)); // (T, C)
            NDIndex square = new NDIndex().addSliceDim(0, time).addSliceDim(0, time);
            NDArray mask = future.get(forward, square); // (T, T)
            NDArray x =
                    Embedding.embedding(given, embedding, SparseFormat.DENSE).singletonOrThrow();
            x.attach(forward); // an operation's result goes to the manager of its first array
            x = x.add(positions).reshape(tokens, width); // (B * T, C)
            for (int layer = 0; layer < layers; layer++) {
                NDArray product = norm(x, weight.next()).matMul(weight.next()); // (B * T, 3 * C)
                NDArray mixed = attention(product, mask); // (B * T, C)
                x = linear(mixed, weight.next()).addi(x);
                NDArray wide = norm(x, weight.next()).matMul(weight.next()); // (B * T, 4 * C)
                x = linear(Activation.gelu(wide), weight.next()).addi(x);
            }
            NDArray logits = linear(norm(x, weight.next()), embedding); // (B * T, V)
            NDArray loss = logits.logSoftmax(-1).gather(wanted, 1).mean().neg();
            loss.attach(scope);
            return loss;
        }
    }

    /** Softmax(q kᵀ / √D + mask) v of each head; (B * T, 3 * C) to (B * T, C). */
    private NDArray attention(NDArray product, NDArray mask) {
        long tokens = product.size(0);
        long time = mask.size(0);
        NDList slices =
                product.reshape(tokens / time, time, 3L * width).split(3L * heads, 2); // (B, T, D)
        NDList mixed = new NDList(heads);
        for (int head = 0; head < heads; head++) {
            NDArray query = slices.get(head).mul(scale);
            NDArray key = slices.get(heads + head);
            NDArray value = slices.get(2 * heads + head);
            NDArray scores = query.batchMatMul(key.swapAxes(1, 2)).addi(mask); // (B, T, T)
            mixed.add(scores.softmax(-1).batchMatMul(value)); // (B, T, D)
        }
        return NDArrays.concat(mixed, 2).reshape(tokens, width);
    }

    private NDArray norm(NDArray x, NDArray gain) {
        return LayerNorm.layerNorm(x, new Shape(width), gain, noBias, NORM_EPSILON)
                .singletonOrThrow();
    }

    private static NDArray linear(NDArray x, NDArray weight) {
        return Linear.linear(x, weight).singletonOrThrow();
    }

    /** Clips by the global norm, as torch.nn.utils.clip_grad_norm_ does, and applies AdamW. */
    private void update(NDList gradients, float rate) {
        steps++;
        NDList squares = new NDList(gradients.size());
        for (NDArray gradient : gradients) {
            NDArray flat = gradient.reshape(-1);
            squares.add(flat.dot(flat));
        }
        double norm = Math.sqrt(NDArrays.stack(squares).sum().getFloat());
        float clip = (float) Math.min(1, LARGEST_NORM / (norm + 1e-6));
        for (int i = 0; i < weights.size(); i++) {
            weights.get(i).update(gradients.get(i), clip, rate, steps);
        }
    }

    private void matrix(Random random, double deviation, int rows, int columns) {
        float[] values = new float[rows * columns];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (deviation * random.nextGaussian());
        }
        weights.add(DjlWeight.of(owned(values, new Shape(rows, columns)), WEIGHT_DECAY));
    }

    private void gain() {
        weights.add(DjlWeight.of(manager.ones(new Shape(width)), 0));
    }

    /** Minus infinity where a position would look at a later one, else 0. */
    private NDArray future() {
        float[] values = new float[context * context];
        for (int row = 0; row < context; row++) {
            int start = row * context;
            Arrays.fill(values, start + row + 1, start + context, Float.NEGATIVE_INFINITY);
        }
        return owned(values, new Shape(context, context));
    }

    /** Copies into memory that libtorch owns. */
    private NDArray owned(float[] values, Shape shape) {
        try (NDArray view = manager.create(values, shape)) {
            return view.duplicate();
        }
    }

    /** A loss and its gradients, in the order of {@link #parameters()}. */
    record Gradients(NDArray loss, NDList values) {}
}
