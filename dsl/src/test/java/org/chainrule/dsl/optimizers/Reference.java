package org.chainrule.dsl.optimizers;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import com.google.gson.Gson;
import com.google.gson.reflect.TypeToken;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.chainrule.dsl.FeatureNet;
import org.chainrule.dsl.Net;
import org.chainrule.dsl.djl.Batch;
import org.chainrule.dsl.djl.Native;
import org.chainrule.dsl.djl.Weights;
import org.chainrule.dsl.graph.Shape;
import org.chainrule.dsl.initializers.Initializer;
import org.chainrule.dsl.layers.Parameter;

/**
 * What PyTorch's optimizers did to a small network in 100 steps: {@code reference.json}, which
 * {@code reference.py} beside it made.
 *
 * @param losses the loss of each tenth step, from the first on
 * @param norms the norm of all gradients before clipping, likewise
 * @param weights the weights after the last step, by path
 */
record Reference(double[] losses, double[] norms, Map<String, double[]> weights) {
    static final int STEPS = 100;

    /** The network that {@code reference.py} trains. */
    static FeatureNet net() {
        return Net.features(3).dense(4).gelu().dense(3, d -> d.named("logits"));
    }

    /** The run of this name. */
    static Reference of(String name) {
        try (Reader reader =
                new InputStreamReader(
                        Reference.class.getResourceAsStream("reference.json"),
                        StandardCharsets.UTF_8)) {
            return new Gson()
                    .fromJson(reader, new TypeToken<Map<String, Reference>>() {})
                    .get(name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The weights that every run begins with. */
    static Weights weights(DataType type) {
        List<Parameter> declared = net().parameters();
        List<Parameter> waves = new ArrayList<>();
        for (int i = 0; i < declared.size(); i++) {
            int place = i;
            Initializer wave =
                    (shape, random) -> IntStream.range(0, count(shape)).mapToDouble(wave(place));
            waves.add(new Parameter(declared.get(i).variable(), declared.get(i).node(), wave));
        }
        return new Weights(waves, 0, type, Device.cpu());
    }

    /** The examples that every run learns. */
    static Batch batch(NDManager owner, DataType type) {
        double[] x = IntStream.range(0, 15).mapToDouble(wave(10)).map(v -> 4 * v).toArray();
        return new Batch(
                Native.copy(owner, x, new long[] {5, 3}, type),
                Native.copy(owner, new long[] {0, 1, 2, 1, 0}, 5));
    }

    private static int count(Shape shape) {
        return Math.toIntExact(shape.elements());
    }

    /** The same numbers as in {@code reference.py}. */
    private static IntToDoubleFunction wave(int place) {
        return i -> 0.5 * Math.sin(1.7 * i + place);
    }
}
