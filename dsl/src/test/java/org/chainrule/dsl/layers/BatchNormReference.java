package org.chainrule.dsl.layers;

import com.google.gson.Gson;
import com.google.gson.annotations.SerializedName;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.chainrule.dsl.eval.NumericArray;

/**
 * What PyTorch's batch normalization gives: {@code batch_norm.json}, which {@code batch_norm.py}
 * beside it made.
 *
 * @param cases the layer alone, by the options that it has
 * @param training a small network while it is trained
 */
public record BatchNormReference(Map<String, Case> cases, List<Report> training) {

    /** Three training steps, and then an evaluation. */
    record Case(List<Step> steps, Step evaluation) {}

    /** An output, the gradients of Σ c ⊙ y, and the running statistics after it. */
    record Step(
            double[] y,
            double[] dx,
            double[] dweight,
            double[] dbias,
            @SerializedName("running_mean") double[] mean,
            @SerializedName("running_var") double[] variance) {}

    /**
     * A training step: the loss before it, and what there is after it.
     *
     * @param loss the loss before the step
     * @param evaluation the loss on the same batch after the step, in evaluation
     * @param mean the running mean
     * @param variance the running variance
     */
    public record Report(
            double loss,
            double evaluation,
            @SerializedName("running_mean") double[] mean,
            @SerializedName("running_var") double[] variance) {}

    /** All of it. */
    public static BatchNormReference read() {
        try (Reader reader =
                new InputStreamReader(
                        BatchNormReference.class.getResourceAsStream("batch_norm.json"),
                        StandardCharsets.UTF_8)) {
            return new Gson().fromJson(reader, BatchNormReference.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The script's {@code wave}. */
    public static double[] wave(double start, long... sizes) {
        int count = Math.toIntExact(Arrays.stream(sizes).reduce(1, Math::multiplyExact));
        return IntStream.range(0, count)
                .mapToDouble(i -> 1.5 * Math.sin(1.3 * i * i + start) + 0.5 * start)
                .toArray();
    }

    /** The same as an array. */
    static NumericArray array(double start, long... sizes) {
        return NumericArray.of(wave(start, sizes), sizes);
    }
}
