package org.chainrule.dsl.djl;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.graph.Variable;
import org.chainrule.dsl.layers.Parameter;
import org.chainrule.dsl.layers.Stored;

/**
 * The numbers of a network's parameters and buffers, by path. It owns them, in memory of libtorch's
 * own.
 */
public final class Weights implements AutoCloseable {
    private final NDManager manager;
    private final DataType type;
    private final Map<String, NDArray> arrays = new LinkedHashMap<>();
    private final Set<String> learned = new LinkedHashSet<>(); // paths of the parameters

    /**
     * Weights as their initializers draw them.
     *
     * @param stored what {@code net.stored()} gives; {@code net.parameters()} will do for a network
     *     without buffers
     * @param seed what random numbers are drawn from
     * @param type 32 or 64 bits
     * @param device where they are
     */
    public Weights(List<? extends Stored> stored, long seed, DataType type, Device device) {
        this.type = type;
        manager = NDManager.newBaseManager(device, Native.ENGINE);
        for (Stored each : stored) {
            NDArray array = draw(manager, each, seed, type);
            arrays.put(each.path(), array);
            if (each instanceof Parameter) {
                learned.add(each.path());
            }
        }
    }

    /**
     * Sets numbers, in place.
     *
     * @param others arrays by path, each in its weight's shape; weights that they lack stay
     */
    public void overwrite(Map<String, NDArray> others) {
        others.forEach((path, other) -> Native.overwrite(arrays.get(path), other));
    }

    static NDArray draw(NDManager manager, Stored stored, long seed, DataType type) {
        return Native.copy(manager, stored.values(seed), stored.shape().sizes(), type);
    }

    /** The arrays by path, in the order of declaration. */
    public Map<String, NDArray> arrays() {
        return arrays;
    }

    /** The arrays of these parameters and buffers. */
    public List<NDArray> of(List<? extends Stored> stored) {
        return stored.stream().map(each -> of(each.variable())).toList();
    }

    /**
     * The array of a parameter or buffer.
     *
     * @throws ChainruleException where these are not all weights of the network
     */
    public NDArray of(Variable stored) {
        NDArray array = arrays.get(stored.name());
        if (array == null) {
            throw new ChainruleException(
                    stored.name(),
                    "weights must hold every parameter and buffer of the network",
                    "but this one is missing",
                    "Make them from net.stored().");
        }
        return array;
    }

    /** Says whether autograd shall follow the parameters; buffers it never does. */
    void differentiable(boolean follows) {
        learned.forEach(path -> arrays.get(path).setRequiresGradient(follows));
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
