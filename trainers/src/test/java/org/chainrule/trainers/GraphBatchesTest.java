package org.chainrule.trainers;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import java.util.List;
import org.chainrule.datasets.ArrayExamples;
import org.chainrule.datasets.LabelledGraph;
import org.chainrule.datasets.generators.Communities;
import org.chainrule.dsl.FeatureNet;
import org.chainrule.dsl.Net;
import org.chainrule.dsl.eval.NumericArray;
import org.chainrule.dsl.optimizers.Optimizers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GraphBatchesTest {
    private static final int STEPS = 200;

    private static LabelledGraph path() {
        var nodes =
                new ArrayExamples(
                        "path",
                        new long[] {1},
                        new float[] {-1, 0, 1},
                        new double[] {0, 0, 1},
                        List.of("left", "right"));
        var adjacency = NumericArray.of(new double[] {0, 1, 0, 1, 0, 1, 0, 1, 0}, 3, 3);
        return new LabelledGraph(adjacency, nodes, List.of(2, 0));
    }

    @Test
    void heldOutClassesAreNotSeenInTrainingNorKnownOnesInValidation() {
        var batches = new GraphBatches(path());
        try (NDManager scope = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
            Batch training = batches.training(scope, 12, 1, 7);
            assertThat(training.inputs().get(0).toFloatArray()).containsExactly(-1, 0, 1);
            assertThat(training.target().toLongArray()).containsExactly(0, -100, 1);
            assertThat(training.count()).isEqualTo(2);
            Batch validation = batches.validation(scope, 12, 0);
            assertThat(validation.target().toLongArray()).containsExactly(-100, 0, -100);
            assertThat(validation.count()).isEqualTo(1);
        }
        assertThat(batches.validationCount(1)).isEqualTo(1);
        assertThat(batches.name()).isEqualTo("path");
        assertThat(batches.fingerprint()).isEqualTo(path().fingerprint());
    }

    private static double accuracy(FeatureNet net, LabelledGraph graph, long seed) {
        Training training =
                Training.of(net)
                        .on(new GraphBatches(graph))
                        .optimizer(Optimizers.adamW(1e-2).weightDecay(0.05))
                        .steps(STEPS)
                        .seed(seed)
                        .threads(1);
        try (Run run = training.start();
                var classifier = new Classifier(net, run.weights(), graph.nodes().classes())) {
            var predictions = classifier.predict(graph);
            assertThat(predictions.actual()).hasSize(graph.heldOut().size());
            return predictions.confusion().accuracy();
        }
    }

    /** Twenty known classes find the other 180; without edges they find less than two thirds. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void neighboursTellTheCommunity(long seed) {
        LabelledGraph graph = new Communities(200).graph(seed);
        FeatureNet convolution =
                Net.features(2)
                        .graphConvolution(16, g -> g.on(graph.adjacency()))
                        .relu()
                        .graphConvolution(4, g -> g.on(graph.adjacency()));
        FeatureNet alone = Net.features(2).dense(16).relu().dense(4);
        double found = accuracy(convolution, graph, seed);
        double without = accuracy(alone, graph, seed);
        System.out.printf(
                "communities, seed %d: %.1f%% of %d nodes, %.1f%% without edges%n",
                seed, 100 * found, graph.heldOut().size(), 100 * without);
        assertThat(found).isGreaterThanOrEqualTo(0.95);
        assertThat(without).isLessThan(0.65);
    }
}
