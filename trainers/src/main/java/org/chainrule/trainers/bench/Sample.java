package org.chainrule.trainers.bench;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.chainrule.dsl.djl.Native;
import org.chainrule.dsl.graph.DType;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Sizes;
import org.chainrule.dsl.layers.Parameter;

/** The numbers that both sides compute with, in 32 bits, in memory of libtorch's own. */
final class Sample implements AutoCloseable {
    /** Of weights and data. */
    static final long SEED = 1;

    private final NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");
    private final SplittableRandom random = new SplittableRandom(SEED);
    private final List<NDArray> inputs = new ArrayList<>();
    private final List<NDArray> parameters = new ArrayList<>();
    private final NDArray upstream;

    /**
     * Draws numbers: standard normal, whole ones below a bound, weights as they begin.
     *
     * @param part what they are for
     * @param sizes the sizes that its open axes have
     * @param below the bound of whole numbers
     */
    Sample(Part part, Sizes sizes, long below) {
        for (Node input : part.inputs()) {
            long[] shape = sizes.of(input.shape());
            inputs.add(input.dtype() == DType.FLOAT ? normal(shape) : whole(below, shape));
        }
        for (Parameter parameter : part.parameters()) {
            double[] values = parameter.values(SEED);
            long[] shape = parameter.shape().sizes();
            parameters.add(Native.copy(manager, values, shape, DataType.FLOAT32));
        }
        boolean isLoss = part.output().shape().rank() == 0;
        upstream = isLoss ? manager.ones(new Shape()) : normal(sizes.of(part.output().shape()));
    }

    private NDArray normal(long... shape) {
        double[] values = new double[elements(shape)];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextGaussian();
        }
        return Native.copy(manager, values, shape, DataType.FLOAT32);
    }

    private NDArray whole(long below, long... shape) {
        return Native.copy(manager, random.longs(elements(shape), 0, below).toArray(), shape);
    }

    private static int elements(long... shape) {
        int count = 1;
        for (long size : shape) {
            count = Math.multiplyExact(count, Math.toIntExact(size));
        }
        return count;
    }

    /** The owner of the numbers. */
    NDManager manager() {
        return manager;
    }

    /** The data, in the order of the part's inputs. */
    List<NDArray> inputs() {
        return inputs;
    }

    /** The weights, in the order of the part's parameters. */
    List<NDArray> parameters() {
        return parameters;
    }

    /** The gradient of the output. */
    NDArray upstream() {
        return upstream;
    }

    @Override
    public void close() {
        manager.close();
    }
}
