package org.chainrule.dsl.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.chainrule.dsl.eval.NumericArray;
import org.chainrule.dsl.layers.Adapter;
import org.chainrule.dsl.layers.Mode;
import org.chainrule.dsl.layers.Network;
import org.chainrule.dsl.layers.Stored;

/** The weights of networks with the adapters of a {@link org.chainrule.dsl.layers.Lora}. */
public final class Adapters {
    private Adapters() {}

    /**
     * Gives a network with adapters the weights of the same network without them, which are then
     * what it begins from; the adapters stay.
     *
     * @param plain the weights of the network without adapters
     * @param adapted the weights of the network with adapters, which are overwritten
     */
    public static void begin(Weights plain, Weights adapted) {
        plain.arrays().forEach((path, w) -> write(Native.numbers(w), adapted, path));
    }

    /**
     * Gives the network without adapters the weights with which it does what the adapted one does:
     * W + (α/r)·B·A for each adapted W, and the others as they are.
     *
     * @param adapted the network with adapters
     * @param trained its weights
     * @param plain the weights of the same network without adapters, which are overwritten
     */
    public static void merge(Network adapted, Weights trained, Weights plain) {
        Map<String, Adapter> adapters =
                adapted.declare(Mode.EVALUATION).adapters().stream()
                        .collect(Collectors.toMap(a -> a.weight().name(), Function.identity()));
        plain.arrays()
                .keySet()
                .forEach(path -> write(merged(adapters.get(path), path, trained), plain, path));
    }

    private static NumericArray merged(Adapter adapter, String path, Weights trained) {
        NumericArray w = Native.numbers(trained.arrays().get(path));
        return adapter == null
                ? w
                : adapter.merged(w, numbers(trained, adapter.a()), numbers(trained, adapter.b()));
    }

    private static NumericArray numbers(Weights trained, Stored stored) {
        return Native.numbers(trained.of(stored.variable()));
    }

    /** In place: DJL's {@code copyTo} would make the target a view of Java's memory. */
    private static void write(NumericArray numbers, Weights into, String path) {
        NDArray target = into.arrays().get(path);
        try (NDArray copy =
                Native.copy(into.manager(), numbers.values(), numbers.sizes(), into.type())) {
            target.set(new NDIndex(":"), copy);
        }
    }
}
