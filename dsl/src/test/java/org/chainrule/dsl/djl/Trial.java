package org.chainrule.dsl.djl;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.util.stream.IntStream;
import org.chainrule.dsl.djl.Learner.Options;
import org.chainrule.dsl.djl.Learner.Report;
import org.chainrule.dsl.layers.Network;
import org.chainrule.dsl.losses.Losses;
import org.chainrule.dsl.optimizers.Optimizer;
import org.chainrule.dsl.script.Gradients;
import org.chainrule.dsl.script.Precision;

/** A network that learns classes: its weights, its learner and a batch, closed together. */
public final class Trial implements AutoCloseable {
    /** What weights, batches and dropout are drawn from. */
    public static final long SEED = 1337;

    private final NDManager manager = NDManager.newBaseManager(Device.cpu(), Native.ENGINE);
    private final Optimizer optimizer;
    private final Weights weights;
    private final Learner learner;
    private Batch batch;

    /** A trial with weights of its own, which are closed with it. */
    public Trial(Network net, Optimizer optimizer, Options options, Weights weights) {
        Native.threads(1); // the fastest for small networks, whatever else the machine does
        this.optimizer = optimizer;
        this.weights = weights;
        learner = new Learner(net, Losses.crossEntropy(), optimizer, weights, options);
    }

    /** A trial in 32 bits, all of it drawn from {@link #SEED}. */
    public static Trial of(Network net, Optimizer optimizer, Gradients gradients) {
        return of(net, optimizer, gradients, DataType.FLOAT32);
    }

    /** A trial with numbers of this type, all of it drawn from {@link #SEED}. */
    public static Trial of(Network net, Optimizer optimizer, Gradients gradients, DataType type) {
        return new Trial(
                net,
                optimizer,
                new Options(gradients, Precision.FULL, SEED),
                new Weights(net.stored(), SEED, type, Device.cpu()));
    }

    /** From now on on this batch. */
    public Trial on(Batch other) {
        batch = other;
        return this;
    }

    /** From now on on tokens and the tokens after them. */
    public Trial tokens(int rows, int time, int vocabulary) {
        return on(Batch.tokens(manager, rows, time, vocabulary, SEED));
    }

    /** From now on on rows of numbers and their classes. */
    public Trial features(int rows, int width, int classes) {
        return on(Batch.features(manager, weights.type(), rows, width, classes, SEED));
    }

    /** One step with the optimizer's own rate and without clipping. */
    public Report step(long step) {
        return step(step, optimizer.rate(), Double.POSITIVE_INFINITY);
    }

    /** One step. */
    public Report step(long step, double rate, double clip) {
        return learner.step(batch.x(), batch.y(), step, rate, clip);
    }

    /** The losses of so many steps from the first on. */
    public double[] losses(int steps) {
        return IntStream.rangeClosed(1, steps).mapToDouble(step -> step(step).loss()).toArray();
    }

    /** The loss on the batch without dropout. */
    public double evaluate() {
        return learner.evaluate(batch.x(), batch.y());
    }

    /** A parameter's numbers. */
    public double[] values(String path) {
        return numbers(weights.arrays().get(path));
    }

    /** An array's numbers, of whatever type. */
    public static double[] numbers(NDArray array) {
        try (NDArray wide = array.toType(DataType.FLOAT64, true)) {
            return wide.toDoubleArray();
        }
    }

    public Batch batch() {
        return batch;
    }

    public Optimizer optimizer() {
        return optimizer;
    }

    public Weights weights() {
        return weights;
    }

    public Learner learner() {
        return learner;
    }

    /** What owns the batches; scratch arrays may be made with it. */
    public NDManager manager() {
        return manager;
    }

    @Override
    public void close() {
        learner.close();
        weights.close();
        manager.close();
    }
}
