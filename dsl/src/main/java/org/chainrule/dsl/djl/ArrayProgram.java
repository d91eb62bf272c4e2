package org.chainrule.dsl.djl;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chainrule.dsl.eval.NumericArray;
import org.chainrule.dsl.graph.DType;
import org.chainrule.dsl.graph.Variable;
import org.chainrule.dsl.script.Script;
import org.chainrule.dsl.script.Signature;

/**
 * A script in libtorch on the CPU that is called with, and gives, plain arrays. It owns the native
 * module until it is closed.
 */
public final class ArrayProgram implements AutoCloseable {
    private final Signature signature;
    private final Program program;

    /**
     * A result.
     *
     * @param array its numbers
     * @param type how libtorch held them
     */
    public record Result(NumericArray array, DataType type) {}

    /** Loads a script all of whose methods have this signature, of inputs and parameters. */
    public ArrayProgram(Script script, Signature signature) {
        this.signature = signature;
        program = new Program(script, Device.cpu());
    }

    /** Runs a method on these values, with real numbers of this type, autograd on. */
    public List<Result> run(
            String method, Map<Variable, NumericArray> values, DataType type, long seed) {
        try (Loaded loaded = load(values, type, seed)) {
            return loaded.run(method);
        }
    }

    /**
     * The same on arrays that do not lie in memory in the order of their elements: each is a view
     * of one that is larger or transposed.
     */
    public List<Result> runOnViews(
            String method, Map<Variable, NumericArray> values, DataType type, long seed) {
        try (Loaded loaded = load(values, type, seed)) {
            loaded.arrays.replaceAll((variable, array) -> view(array));
            return loaded.run(method);
        }
    }

    /**
     * The same numbers, every second of an array of two columns; transposed before if it can be.
     */
    private static NDArray view(NDArray array) {
        int rank = array.getShape().dimension();
        NDArray turned = rank < 2 ? array : array.swapAxes(-2, -1).duplicate();
        NDArray pairs = turned.stack(turned, rank); // each element twice, side by side
        NDArray first = pairs.get("..., 0");
        return rank < 2 ? first : first.swapAxes(-2, -1);
    }

    /** Copies values to libtorch once, for many runs. */
    public Loaded load(Map<Variable, NumericArray> values, DataType type, long seed) {
        return new Loaded(values, type, seed);
    }

    /** Values in libtorch's own memory, and the seed of each run on them. */
    public final class Loaded implements AutoCloseable {
        private final NDManager manager = NDManager.newBaseManager(Device.cpu(), Native.ENGINE);
        private final Map<Variable, NumericArray> values;
        private final Map<Variable, NDArray> arrays = new LinkedHashMap<>();
        private final DataType type;
        private final long seed;

        private Loaded(Map<Variable, NumericArray> values, DataType type, long seed) {
            this.values = values;
            this.type = type;
            this.seed = seed;
            for (Variable variable : all()) {
                arrays.put(variable, copy(manager, variable, values.get(variable)));
            }
        }

        private List<Variable> all() {
            List<Variable> all = new ArrayList<>(signature.inputs());
            all.addAll(signature.parameters());
            return all;
        }

        private NDArray copy(NDManager owner, Variable variable, NumericArray array) {
            return variable.type().dtype() == DType.FLOAT
                    ? Native.copy(owner, array.values(), array.sizes(), type)
                    : Native.copy(owner, array.wholeValues(), array.sizes());
        }

        /** Runs a method; random numbers are the same in each run. */
        public List<Result> run(String method) {
            try (NDManager scope = manager.newSubManager()) {
                return run(scope, method, arrays);
            }
        }

        /** The single number that a method gives when one number of a variable is moved. */
        public double moved(String method, Variable variable, int place, double by) {
            try (NDManager scope = manager.newSubManager()) {
                NumericArray here = values.get(variable);
                Map<Variable, NDArray> changed = new LinkedHashMap<>(arrays);
                changed.put(variable, copy(scope, variable, here.moved(place, by)));
                return run(scope, method, changed).get(0).array().item();
            }
        }

        private List<Result> run(NDManager scope, String method, Map<Variable, NDArray> given) {
            Native.engine().setRandomSeed((int) seed);
            Arguments arguments =
                    new Arguments(
                            signature.inputs().stream().map(given::get).toList(),
                            signature.parameters().stream().map(given::get).toList(),
                            List.of());
            return program.run(scope, method, arguments, true).stream()
                    .map(result -> new Result(Native.numbers(result), result.getDataType()))
                    .toList();
        }

        @Override
        public void close() {
            manager.close();
        }
    }

    @Override
    public void close() {
        program.close();
    }
}
