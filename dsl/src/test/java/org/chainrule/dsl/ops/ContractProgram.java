package org.chainrule.dsl.ops;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.chainrule.dsl.djl.Arguments;
import org.chainrule.dsl.djl.Native;
import org.chainrule.dsl.djl.Program;
import org.chainrule.dsl.eval.NumericArray;
import org.chainrule.dsl.graph.DType;
import org.chainrule.dsl.graph.Variable;
import org.chainrule.dsl.script.Script;
import org.chainrule.dsl.script.Signature;

/** A script in libtorch, called with and giving plain arrays. */
public final class ContractProgram implements AutoCloseable {
    private final Signature signature;
    private final Program program;

    /**
     * A result.
     *
     * @param array its numbers
     * @param type how libtorch held them
     */
    public record Result(NumericArray array, DataType type) {}

    /** Loads a script all of whose methods have this signature, of inputs only. */
    public ContractProgram(Script script, Signature signature) {
        this.signature = signature;
        program = new Program(script, Device.cpu());
    }

    /** Runs a method on these values, with real numbers of this type, autograd on. */
    public List<Result> run(
            String method, Map<Variable, NumericArray> values, DataType type, long seed) {
        Engine.getEngine("PyTorch").setRandomSeed((int) seed);
        try (NDManager scope = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
            List<NDArray> inputs =
                    signature.inputs().stream()
                            .map(v -> copy(scope, values.get(v), v.type().dtype(), type))
                            .toList();
            Arguments arguments = new Arguments(inputs, List.of(), List.of());
            return program.run(scope, method, arguments, true).stream()
                    .map(result -> new Result(array(result), result.getDataType()))
                    .toList();
        }
    }

    private static NDArray copy(NDManager scope, NumericArray array, DType dtype, DataType type) {
        if (dtype == DType.FLOAT) {
            return Native.copy(scope, array.values(), array.sizes(), type);
        }
        long[] whole = Arrays.stream(array.values()).mapToLong(v -> (long) v).toArray();
        return Native.copy(scope, whole, array.sizes());
    }

    private static NumericArray array(NDArray array) {
        double[] values =
                switch (array.getDataType()) {
                    case FLOAT64 -> array.toDoubleArray();
                    case FLOAT32 -> doubles(array.toFloatArray());
                    case INT64 -> Arrays.stream(array.toLongArray()).asDoubleStream().toArray();
                    case BOOLEAN -> doubles(array.toBooleanArray());
                    default -> throw new IllegalStateException("a result of an odd type: " + array);
                };
        return NumericArray.of(values, array.getShape().getShape());
    }

    private static double[] doubles(float[] values) {
        return IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray();
    }

    private static double[] doubles(boolean[] values) {
        return IntStream.range(0, values.length).mapToDouble(i -> values[i] ? 1 : 0).toArray();
    }

    @Override
    public void close() {
        program.close();
    }
}
