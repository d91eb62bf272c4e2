package org.chainrule.dsl.djl;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chainrule.dsl.graph.Variable;
import org.chainrule.dsl.layers.Parameter;

/** The numbers of a network's parameters, by path. It owns them, in memory of libtorch's own. */
public final class Weights implements AutoCloseable {
    private final NDManager manager;
    private final DataType type;
    private final Map<String, NDArray> arrays = new LinkedHashMap<>();

    /** Weights as their initializers draw them. */
    public Weights(List<Parameter> parameters, long seed, DataType type, Device device) {
        this.type = type;
        manager = NDManager.newBaseManager(device, Native.ENGINE);
        for (Parameter parameter : parameters) {
            arrays.put(parameter.path(), draw(manager, parameter, seed, type));
        }
    }

    static NDArray draw(NDManager manager, Parameter parameter, long seed, DataType type) {
        return Native.copy(manager, parameter.values(seed), parameter.shape().sizes(), type);
    }

    /** The arrays by path, in the order of declaration. */
    public Map<String, NDArray> arrays() {
        return arrays;
    }

    /** The arrays of these parameters. */
    public List<NDArray> of(List<Parameter> parameters) {
        return parameters.stream().map(p -> arrays.get(p.path())).toList();
    }

    /** The array of a parameter. */
    public NDArray of(Variable parameter) {
        return arrays.get(parameter.name());
    }

    /** Says whether autograd shall follow the weights. */
    void differentiable(boolean follows) {
        arrays.values().forEach(array -> array.setRequiresGradient(follows));
    }

    /** The kind of number that they are. */
    public DataType type() {
        return type;
    }

    /** The manager that owns the arrays. */
    public NDManager manager() {
        return manager;
    }

    @Override
    public void close() {
        manager.close();
    }
}
