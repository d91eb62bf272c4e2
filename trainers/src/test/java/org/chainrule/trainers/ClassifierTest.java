package org.chainrule.trainers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.util.List;
import java.util.SplittableRandom;
import org.chainrule.datasets.ArrayExamples;
import org.chainrule.datasets.Examples;
import org.chainrule.dsl.FeatureNet;
import org.chainrule.dsl.Net;
import org.chainrule.dsl.djl.Weights;
import org.chainrule.dsl.eval.NumericArray;
import org.chainrule.dsl.optimizers.Optimizers;
import org.junit.jupiter.api.Test;

class ClassifierTest {
    private static final List<String> SIDES = List.of("left", "right");

    /** Points that a line tells apart, with a gap. */
    private static Examples points() {
        var random = new SplittableRandom(5);
        float[] inputs = new float[400];
        double[] targets = new double[200];
        for (int i = 0; i < 200; i++) {
            targets[i] = i % 2;
            inputs[2 * i] = (float) (random.nextDouble() + (i % 2 == 0 ? -1.2 : 0.2));
            inputs[2 * i + 1] = (float) random.nextDouble();
        }
        return new ArrayExamples("sides", new long[] {2}, inputs, targets, SIDES);
    }

    @Test
    void learnsAndPredictsHeldOutExamples() {
        Examples.Split split = points().split(0.2, 1);
        FeatureNet net = Net.features(2).logits(2);
        Training training =
                Training.of(net)
                        .on(ExampleBatches.of(split))
                        .optimizer(Optimizers.adamW(5e-2))
                        .steps(200)
                        .batch(20)
                        .threads(1);
        try (Run run = training.start();
                var classifier = new Classifier(net, run.weights(), SIDES)) {
            var predictions = classifier.predict(split.test());
            assertThat(predictions.confusion().accuracy()).isEqualTo(1);
            assertThat(predictions.roc("right").area()).isEqualTo(1);
            assertThat(predictions.table().columnNames())
                    .containsExactly("actual", "predicted", "p(left)", "p(right)");
            var far = classifier.probabilities(NumericArray.of(new double[] {-5, 0, 5, 0}, 2, 2));
            assertThat(far.at(0, 0)).isGreaterThan(0.99);
            assertThat(far.at(1, 1)).isGreaterThan(0.99);
            assertThat(far.at(1, 0) + far.at(1, 1)).isCloseTo(1, within(1e-12));
            assertThatThrownBy(() -> predictions.roc("up"))
                    .hasMessage(
                            "roc: the class must be one of left, right, but found \"up\". Give one"
                                    + " of them.");
        }
    }

    @Test
    void manyExamplesGoThroughInParts() {
        FeatureNet net = Net.features(1).logits(2);
        float[] inputs = new float[600];
        for (int i = 0; i < inputs.length; i++) {
            inputs[i] = i / 100f;
        }
        var examples = new ArrayExamples("line", new long[] {1}, inputs, new double[600], SIDES);
        try (var weights = new Weights(net.stored(), 1, DataType.FLOAT32, Device.cpu());
                var classifier = new Classifier(net, weights, SIDES)) {
            NumericArray all = classifier.predict(examples).probabilities();
            for (int i : new int[] {0, 255, 256, 511, 512, 599}) {
                NumericArray one =
                        classifier.probabilities(NumericArray.of(new double[] {inputs[i]}, 1, 1));
                assertThat(all.at(i, 1)).isCloseTo(one.at(0, 1), within(1e-6));
            }
        }
    }

    @Test
    void networkMustScoreEachClass() {
        FeatureNet net = Net.features(1).logits(3);
        try (var weights = new Weights(net.stored(), 1, DataType.FLOAT32, Device.cpu())) {
            assertThatThrownBy(() -> new Classifier(net, weights, SIDES))
                    .hasMessage(
                            "classifier: the network must give a score for each of 2 classes, but"
                                    + " it gives 3. Declare the network that was trained with these"
                                    + " classes.");
        }
    }

    @Test
    void partsMustHaveOneShape() {
        var line = new ArrayExamples("a", new long[] {1}, new float[2], new double[2], SIDES);
        var plane = new ArrayExamples("b", new long[] {2}, new float[4], new double[2], SIDES);
        assertThatThrownBy(() -> ExampleBatches.of(line, plane))
                .hasMessage(
                        "examples: those for validation must have the shape of those for training,"
                                + " but found [1] and [2]. Split one set of examples.");
    }

    @Test
    void batchIsAFunctionOfSeedAndStep() {
        ExampleBatches batches = ExampleBatches.of(points().split(0.2, 1));
        try (NDManager scope = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
            float[] one = batches.training(scope, 6, 1, 9).inputs().get(0).toFloatArray();
            assertThat(batches.training(scope, 6, 1, 9).inputs().get(0).toFloatArray())
                    .containsExactly(one);
            assertThat(batches.training(scope, 6, 2, 9).inputs().get(0).toFloatArray())
                    .isNotEqualTo(one);
            assertThat(batches.validationCount(16)).isEqualTo(3);
            assertThat(batches.validation(scope, 16, 2).count()).isEqualTo(8);
        }
    }
}
