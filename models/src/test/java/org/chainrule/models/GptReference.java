package org.chainrule.models;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
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
import java.util.stream.IntStream;
import org.chainrule.dsl.djl.Native;
import org.chainrule.dsl.djl.Weights;
import org.chainrule.dsl.initializers.Initializer;
import org.chainrule.dsl.layers.Parameter;
import org.chainrule.models.Gpt.Config;

/**
 * What a GPT in plain PyTorch operations found: {@code gpt.json}, which {@code gpt.py} beside it
 * made.
 *
 * @param gradients the gradient of each parameter on the batch, by path
 * @param losses the losses of a training run
 * @param norms its gradients' norms before clipping
 */
record GptReference(Map<String, double[]> gradients, double[] losses, double[] norms) {
    static final double CLIP = 0.3;

    private static final int VOCABULARY = 7;
    private static final int ROWS = 3;
    private static final int TIME = 5;

    /** The run with or without biases. */
    static GptReference of(boolean hasBias) {
        String name = hasBias ? "with biases" : "without biases";
        try (Reader reader =
                new InputStreamReader(
                        GptReference.class.getResourceAsStream("gpt.json"),
                        StandardCharsets.UTF_8)) {
            return new Gson()
                    .fromJson(reader, new TypeToken<Map<String, GptReference>>() {})
                    .get(name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Config config(boolean hasBias) {
        return new Config(VOCABULARY, 6, 2, 2, 4, 0, hasBias);
    }

    /** The weights that {@code gpt.py} begins with. */
    static Weights weights(List<Parameter> declared) {
        List<Parameter> waves = new ArrayList<>();
        for (Parameter parameter : declared) {
            int place = waves.size();
            int count = Math.toIntExact(parameter.shape().elements());
            Initializer wave =
                    (shape, random) ->
                            IntStream.range(0, count)
                                    .mapToDouble(i -> 0.8 * Math.sin(1.7 * i + 0.9 * place));
            waves.add(new Parameter(parameter.variable(), parameter.node(), wave));
        }
        return new Weights(waves, 0, DataType.FLOAT64, Device.cpu());
    }

    /** Its tokens, from this place on. */
    static NDArray tokens(NDManager owner, int from) {
        long[] tokens =
                IntStream.range(0, ROWS * TIME)
                        .mapToLong(i -> token(i / TIME, i % TIME + from))
                        .toArray();
        return Native.copy(owner, tokens, ROWS, TIME);
    }

    private static long token(long row, long time) {
        return (3 * time * time + 2 * row) % VOCABULARY;
    }
}
