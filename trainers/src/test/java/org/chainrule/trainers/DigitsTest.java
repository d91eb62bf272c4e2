package org.chainrule.trainers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.chainrule.datasets.Cache;
import org.chainrule.datasets.Examples;
import org.chainrule.datasets.images.Augmentation;
import org.chainrule.datasets.images.DrawnDigits;
import org.chainrule.datasets.images.ImageTable;
import org.chainrule.datasets.images.Standardization;
import org.chainrule.dsl.FeatureNet;
import org.chainrule.dsl.ImageNet;
import org.chainrule.dsl.Net;
import org.chainrule.dsl.optimizers.Optimizers;
import org.chainrule.dsl.schedules.Schedules;
import org.chainrule.models.LeNet;
import org.junit.jupiter.api.Test;

/**
 * Handwritten digits of 8×8 pixels that were held out, a stratified fifth. Networks and numbers of
 * steps were chosen by cross-validation within the training part.
 */
class DigitsTest {
    private static final String FILE = "digits.csv.gz";
    private static final long[] SEEDS = {1, 2, 3};

    private static Examples digits() {
        Path file = Cache.standard().file(FILE);
        assumeTrue(
                Files.exists(file),
                () ->
                        "needs %s; set %s to a folder that holds %s"
                                .formatted(file, Cache.VARIABLE, FILE));
        return ImageTable.digits(file);
    }

    private static ImageNet normalized(ImageNet net, int channels) {
        return net.conv(channels, 3, c -> c.withSamePadding()).batchNorm().relu();
    }

    private static FeatureNet convolutional() {
        ImageNet first = normalized(normalized(Net.image(1, 8, 8), 16), 16).maxPool(2);
        return normalized(first, 32)
                .maxPool(2)
                .flatten()
                .dropout(0.2)
                .dense(64)
                .relu()
                .dropout(0.2)
                .dense(10);
    }

    private static FeatureNet perceptron() {
        return Net.image(1, 8, 8)
                .flatten()
                .dense(128)
                .batchNorm()
                .relu()
                .dropout(0.2)
                .dense(128)
                .batchNorm()
                .relu()
                .dropout(0.2)
                .dense(10);
    }

    /** The share of the test part that is read right. */
    private static double accuracy(
            FeatureNet net, Examples.Split split, Augmentation changes, int steps, long seed) {
        Standardization scale = Standardization.of(split.training());
        Examples training = scale.over(changes.over(split.training()));
        Examples test = scale.over(split.test());
        Training declared =
                Training.of(net)
                        .on(ExampleBatches.of(training, test))
                        .optimizer(Optimizers.adamW(3e-3).weightDecay(0.01))
                        .schedule(Schedules.warmupCosine(50, steps))
                        .steps(steps)
                        .batch(64)
                        .seed(seed)
                        .threads(1);
        try (Run run = declared.start();
                var classifier = new Classifier(net, run.weights(), test.classes())) {
            return classifier.predict(test).confusion().accuracy();
        }
    }

    private static double mean(FeatureNet net, Augmentation changes, int steps) {
        Examples digits = digits();
        List<Double> each =
                LongStream.of(SEEDS)
                        .mapToObj(s -> accuracy(net, digits.split(0.2, s), changes, steps, s))
                        .toList();
        return each.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    }

    @Test
    void convolutionsReadHandwrittenDigits() {
        double mean = mean(convolutional(), Augmentation.none().withShift(1), 1_000);
        assertThat(mean).isGreaterThanOrEqualTo(0.983);
    }

    @Test
    void perceptronReadsHandwrittenDigits() {
        assertThat(mean(perceptron(), Augmentation.none(), 1_500)).isGreaterThanOrEqualTo(0.97);
    }

    @Test
    void leNetReadsDrawnDigits() {
        Examples.Split split = DrawnDigits.inStrokes().examples(3_000, 1).split(0.2, 1);
        double accuracy =
                accuracy(LeNet.of(LeNet.Config.mnist()), split, Augmentation.none(), 400, 1);
        assertThat(accuracy).isGreaterThanOrEqualTo(0.97);
    }
}
