package org.chainrule.datasets.images;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.chainrule.datasets.Examples;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.eval.NumericArray;

/**
 * Gives each channel of images mean 0 and deviation 1: (x − μ) / σ, with σ² = Σ(x − μ)² / n over
 * all pixels of the images that it was fitted on, those of the training part. A channel that is the
 * same everywhere is only shifted.
 *
 * <p>Change images at random before, so that what moves in from outside is black:
 *
 * <pre>{@code
 * import org.chainrule.datasets.Examples;
 * import org.chainrule.datasets.images.Augmentation;
 * import org.chainrule.datasets.images.DrawnDigits;
 * import org.chainrule.datasets.images.Standardization;
 *
 * Examples.Split split = DrawnDigits.inStrokes().examples(1_000, 1).split(0.2, 1);
 * Standardization scale = Standardization.of(split.training());
 * Augmentation shifts = Augmentation.none().withShift(2);
 * Examples training = scale.over(shifts.over(split.training()));
 * Examples test = scale.over(split.test());
 * }</pre>
 *
 * @param means μ of each channel
 * @param deviations σ of each channel, above 0
 */
public record Standardization(List<Double> means, List<Double> deviations) {
    private static final String WHERE = "Standardization";

    /**
     * Copies of the lists.
     *
     * @throws ChainruleException if they differ in length, or a deviation is not above 0
     */
    public Standardization {
        means = List.copyOf(means);
        deviations = List.copyOf(deviations);
        boolean isValid =
                means.size() == deviations.size()
                        && means.stream().allMatch(Double::isFinite)
                        && deviations.stream().allMatch(d -> d > 0 && Double.isFinite(d));
        if (!isValid) {
            throw new ChainruleException(
                    WHERE,
                    "each channel must have a mean and a deviation above 0",
                    "but found %s and %s".formatted(means, deviations),
                    "Fit it on images: Standardization.of(training).");
        }
    }

    /**
     * Fitted on examples.
     *
     * @param training images (C, H, W), without those of the test and without random changes
     */
    public static Standardization of(Examples training) {
        int channels = channels(training);
        int plane = training.size() / channels;
        double[] sums = new double[channels];
        double[] squares = new double[channels];
        float[] one = new float[training.size()];
        // Around the first image, so that no digits are lost where the mean is great.
        double[] origin = new double[channels];
        for (int i = 0; i < training.count(); i++) {
            training.copy(i, new SplittableRandom(i), one, 0);
            for (int c = 0; c < channels; c++) {
                origin[c] = i == 0 ? one[c * plane] : origin[c];
                for (int p = c * plane; p < (c + 1) * plane; p++) {
                    double x = one[p] - origin[c];
                    sums[c] += x;
                    squares[c] += x * x;
                }
            }
        }
        double n = (double) plane * training.count();
        Double[] means = new Double[channels];
        Double[] deviations = new Double[channels];
        for (int c = 0; c < channels; c++) {
            double mean = sums[c] / n;
            double deviation = Math.sqrt(Math.max(0, squares[c] / n - mean * mean));
            means[c] = origin[c] + mean;
            deviations[c] = deviation > 0 ? deviation : 1;
        }
        return new Standardization(List.of(means), List.of(deviations));
    }

    /**
     * The examples, scaled.
     *
     * @param examples images with as many channels as those that this was fitted on
     */
    public Examples over(Examples examples) {
        requireChannels(channels(examples));
        return new StandardizedExamples(examples, this);
    }

    /**
     * Images, scaled.
     *
     * @param images (N, C, H, W), such as {@link Image#values}
     */
    public NumericArray over(NumericArray images) {
        requireChannels(images.size(1));
        double[] values = images.values();
        int plane = images.size(2) * images.size(3);
        for (int i = 0; i < values.length; i++) {
            int channel = i / plane % means.size();
            values[i] = (values[i] - means.get(channel)) / deviations.get(channel);
        }
        return NumericArray.of(values, images.sizes());
    }

    private void requireChannels(int channels) {
        if (channels != means.size()) {
            throw new ChainruleException(
                    WHERE,
                    "images must have %d channels, as those that it was fitted on"
                            .formatted(means.size()),
                    "but they have " + channels,
                    "Read both in one format.");
        }
    }

    /** The channels of images; the others are refused. */
    static int channels(Examples images) {
        long[] shape = images.shape();
        if (shape.length != 3) {
            throw new ChainruleException(
                    images.name(),
                    "images must have channels, rows and columns",
                    "but their shape is " + Arrays.toString(shape),
                    "Give images.");
        }
        return (int) shape[0];
    }
}
