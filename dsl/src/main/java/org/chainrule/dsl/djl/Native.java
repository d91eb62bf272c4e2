package org.chainrule.dsl.djl;

import static java.util.stream.Collectors.joining;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import java.nio.Buffer;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.eval.NumericArray;
import org.chainrule.dsl.graph.DType;
import org.chainrule.dsl.graph.Dim;
import org.chainrule.dsl.graph.Sizes;
import org.chainrule.dsl.graph.Variable;
import org.chainrule.dsl.layers.Requirement;
import org.chainrule.dsl.script.Target;

/** The engine, and arrays that libtorch owns. */
public final class Native {
    static final String ENGINE = "PyTorch";

    private Native() {}

    static Engine engine() {
        return Engine.getEngine(ENGINE);
    }

    /** How many threads libtorch computes with from now on. */
    public static void threads(int count) {
        engine();
        JniUtils.setNumThreads(count);
    }

    /**
     * The fastest target for programs on a device that autograd does not follow.
     *
     * @param device where they run
     * @param type the kind of number that they compute with
     */
    public static Target target(Device device, DataType type) {
        boolean isSingle = type == DataType.FLOAT32;
        if (device.isGpu()) {
            return isSingle ? Target.CUDA.in32Bits() : Target.CUDA;
        }
        return isSingle ? Target.CPU.in32Bits().with(ProductChoice.CPU) : Target.CPU;
    }

    /** Refuses data that an input does not take; an empty axis may end the whole process. */
    private static void check(Variable input, NDArray data) {
        Shape found = data.getShape();
        var wanted = input.type().shape();
        boolean fits = found.dimension() == wanted.rank();
        for (int i = 0; fits && i < wanted.rank(); i++) {
            Dim dim = wanted.dim(i);
            fits = found.get(i) > 0 && (dim.isOpen() || dim.size() == found.get(i));
        }
        if (!fits) {
            throw new ChainruleException(
                    input.name(),
                    "data must have the shape " + wanted + " without an empty axis",
                    "but found " + found,
                    "Reshape the data, or leave empty batches out.");
        }
    }

    /** Refuses data that the inputs do not take, or that a layer does not. */
    static Sizes check(List<Variable> inputs, List<NDArray> data, List<Requirement> requirements) {
        if (data.size() != inputs.size()) {
            throw new ChainruleException(
                    "network",
                    "there must be an array for each input: "
                            + inputs.stream().map(Variable::name).collect(joining(", ")),
                    "but found " + data.size(),
                    "Give them in this order.");
        }
        Map<String, Long> open = new HashMap<>();
        for (int i = 0; i < inputs.size(); i++) {
            check(inputs.get(i), data.get(i));
            note(inputs.get(i), data.get(i).getShape(), open);
        }
        Sizes sizes = new Sizes(open);
        requirements.forEach(requirement -> requirement.check(sizes));
        return sizes;
    }

    private static void note(Variable input, Shape found, Map<String, Long> open) {
        for (int i = 0; i < found.dimension(); i++) {
            Dim dim = input.type().shape().dim(i);
            if (dim.isOpen()) {
                long before = open.computeIfAbsent(dim.name(), name -> -1L);
                if (before >= 0 && before != found.get(i)) {
                    throw new ChainruleException(
                            input.name(),
                            "the axis " + dim + " must be as long as in the inputs before",
                            "but found " + found.get(i) + " and " + before,
                            "Give inputs of one batch.");
                }
                open.put(dim.name(), found.get(i));
            }
        }
    }

    /** What libtorch calls a kind of number, with real ones of this type. */
    static DataType type(DType dtype, DataType real) {
        return switch (dtype) {
            case FLOAT -> real;
            case INT -> DataType.INT64;
            case BOOL -> DataType.BOOLEAN;
        };
    }

    /**
     * Refuses real numbers for whole ones, whole ones of few bits, and whole ones for real ones.
     */
    static void checkKind(Variable input, NDArray data) {
        boolean isWhole = input.type().dtype() == DType.INT;
        DataType found = data.getDataType();
        if (isWhole ? found != DataType.INT64 : !found.isFloating()) {
            throw new ChainruleException(
                    input.name(),
                    "must hold " + (isWhole ? "whole numbers of 64 bits" : "real numbers"),
                    "but found " + found,
                    "Copy them by Native.copy from an array of " + (isWhole ? "long." : "double."));
        }
    }

    /** A copy of whole numbers in memory of libtorch's own. */
    public static NDArray copy(NDManager manager, long[] values, long... sizes) {
        return own(manager, LongBuffer.wrap(values), DataType.INT64, sizes);
    }

    /** A copy of real numbers of 32 bits in memory of libtorch's own. */
    public static NDArray copy(NDManager manager, float[] values, long... sizes) {
        return own(manager, FloatBuffer.wrap(values), DataType.FLOAT32, sizes);
    }

    /** A copy of real numbers in memory of libtorch's own, as 32 or 64 bits. */
    public static NDArray copy(NDManager manager, double[] values, long[] sizes, DataType type) {
        if (type == DataType.FLOAT64) {
            return own(manager, DoubleBuffer.wrap(values), type, sizes);
        }
        float[] narrow = new float[values.length];
        for (int i = 0; i < narrow.length; i++) {
            narrow[i] = (float) values[i];
        }
        return own(manager, FloatBuffer.wrap(narrow), DataType.FLOAT32, sizes);
    }

    /** The numbers of an array of any type, as plain ones in 64 bits. */
    public static NumericArray numbers(NDArray array) {
        if (array.getDataType() == DataType.INT64) { // a native call less, for small batches
            double[] wide = Arrays.stream(array.toLongArray()).asDoubleStream().toArray();
            return NumericArray.of(wide, array.getShape().getShape());
        }
        try (NDArray wide = array.toType(DataType.FLOAT64, true)) {
            return NumericArray.of(wide.toDoubleArray(), array.getShape().getShape());
        }
    }

    /**
     * Copies numbers into an array, in place; it stays the tensor that it is, with its device and
     * its type, and autograd does not see the change. DJL's {@code copyTo} would make the target a
     * view of Java's memory.
     *
     * @param target the array
     * @param source the numbers, in the target's shape
     */
    public static void overwrite(NDArray target, NDArray source) {
        if (target.size() == 0) {
            return;
        }
        boolean before = JniUtils.isGradMode();
        JniUtils.setGradMode(false); // autograd forbids changing weights that it follows
        boolean isScalar = target.getShape().isScalar();
        Shape shape = isScalar ? new Shape(1) : target.getShape(); // an index needs an axis
        try (NDArray view = target.reshape(shape);
                NDArray shaped = source.reshape(shape);
                NDArray typed = shaped.toType(target.getDataType(), false)) {
            view.set(new NDIndex(":"), typed);
        } finally {
            JniUtils.setGradMode(before);
        }
    }

    private static NDArray own(NDManager manager, Buffer values, DataType type, long[] sizes) {
        try (NDArray view = manager.create(values, new Shape(sizes), type)) {
            return view.duplicate();
        }
    }
}
