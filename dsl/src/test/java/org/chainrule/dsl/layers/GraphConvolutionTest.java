package org.chainrule.dsl.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.chainrule.dsl.FeatureNet;
import org.chainrule.dsl.Net;
import org.chainrule.dsl.djl.Trial;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.eval.NumericArray;
import org.chainrule.dsl.optimizers.Optimizers;
import org.chainrule.dsl.script.Gradients;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GraphConvolutionTest {
    /** 64 bits, but for the order of sums. */
    private static final double DOUBLE = 1e-15;

    /** A path of three nodes: degrees with self-loops 2, 3, 2. */
    private static final NumericArray PATH =
            NumericArray.of(new double[] {0, 1, 0, 1, 0, 1, 0, 1, 0}, 3, 3);

    private static final NumericArray X = LayerValues.random(2, 3, 4);

    private static GraphConvolution on(double[] adjacency, long... sizes) {
        return new GraphConvolution(2).on(NumericArray.of(adjacency, sizes));
    }

    private static void assertFails(Runnable declaration, String message) {
        assertThatThrownBy(declaration::run)
                .isInstanceOf(ChainruleException.class)
                .hasMessage(message);
    }

    @Test
    void normalizedAdjacencyOfAPathIsTheOneByHand() {
        double six = 1 / Math.sqrt(6);
        double[] found =
                LayerValues.of(X, new GraphConvolution(2).on(PATH))
                        .value("graphConvolution.adjacency")
                        .values();
        assertThat(found)
                .containsExactly(
                        new double[] {0.5, six, 0, six, 1 / 3.0, six, 0, six, 0.5}, within(DOUBLE));
    }

    @Test
    void graphThatIsGivenIsTheSameAsOneThatIsKept() {
        LayerValues kept = LayerValues.of(X, new GraphConvolution(2).on(PATH));
        LayerValues given = LayerValues.of(X, new GraphConvolution(2)).with("adjacency", PATH);
        assertThat(given.output().values()).containsExactly(kept.output().values(), within(DOUBLE));
    }

    @Test
    void withoutEdgesItIsADenseLayer() {
        NumericArray none = NumericArray.filled(0, 3, 3);
        LayerValues alone = LayerValues.of(X, new GraphConvolution(2).on(none));
        LayerValues dense =
                LayerValues.of(X, new Dense(2))
                        .with("dense.weight", alone.value("graphConvolution.weight"))
                        .with("dense.bias", alone.value("graphConvolution.bias"));
        assertThat(alone.output().values())
                .containsExactly(dense.output().values(), within(DOUBLE));
    }

    /** Nodes that change places change only their results' places. */
    @Test
    void namesOfNodesDoNotCount() {
        double[] x = X.values();
        double[] turned = new double[12];
        for (int i = 0; i < 12; i++) {
            turned[(3 - 1 - i / 4) * 4 + i % 4] = x[i]; // the path from its other end
        }
        GraphConvolution layer = new GraphConvolution(2).on(PATH);
        double[] y = LayerValues.of(X, layer).output().values();
        double[] z = LayerValues.of(NumericArray.of(turned, 3, 4), layer).output().values();
        for (int i = 0; i < 6; i++) {
            assertThat(z[(3 - 1 - i / 2) * 2 + i % 2]).isCloseTo(y[i], within(DOUBLE));
        }
    }

    @Test
    void adjacencyIsABuffer() {
        FeatureNet net = Net.features(4).graphConvolution(2, g -> g.on(PATH));
        assertThat(net.buffers())
                .extracting(b -> b.path() + " " + b.shape())
                .containsExactly("graphConvolution.adjacency (node 3, node 3)");
        assertThat(net.output()).hasToString("(batch, width 2)");
        assertThat(Net.features(4).graphConvolution(2).inputs())
                .extracting(v -> v.name() + " " + v.type().shape())
                .containsExactly("features (batch, width 4)", "adjacency (batch, batch)");
    }

    /** A batch of two sets of features on the one graph. */
    @ParameterizedTest
    @EnumSource
    void trains(Gradients gradients) {
        FeatureNet net =
                Net.features(4)
                        .graphConvolution(8, g -> g.on(PATH))
                        .relu()
                        .graphConvolution(2, g -> g.on(PATH));
        try (Trial trial = Trial.of(net, Optimizers.sgd(0.5), gradients)) {
            double first = trial.features(6, 4, 2).step(1).loss();
            for (int step = 2; step <= 30; step++) {
                trial.step(step);
            }
            assertThat(trial.step(31).loss()).isLessThan(first * 0.9);
        }
    }

    @Test
    void batchMustHoldAllNodes() {
        FeatureNet net = Net.features(4).graphConvolution(2, g -> g.on(PATH));
        try (Trial trial = Trial.of(net, Optimizers.sgd(0.5), Gradients.DERIVED)) {
            assertFails(
                    () -> trial.features(2, 4, 2).step(1),
                    "graphConvolution: a batch must hold the 3 nodes of the graph, but found 2."
                            + " Give the features of all nodes, in the order of the adjacency.");
        }
    }

    @Test
    void adjacencyMustBeSquare() {
        assertFails(
                () -> on(new double[6], 2, 3),
                "graphConvolution: an adjacency must be square, but its sizes are [2, 3]. Give"
                        + " each edge in both directions.");
    }

    @Test
    void adjacencyMustBeSymmetric() {
        assertFails(
                () -> on(new double[] {0, 1, 0, 0}, 2, 2),
                "graphConvolution: an adjacency must be symmetric, but A[0, 1] is 1.0 and A[1, 0]"
                        + " is 0.0. Give each edge in both directions.");
    }

    @Test
    void weightsMustNotBeNegative() {
        assertFails(
                () -> on(new double[] {0, -1, -1, 0}, 2, 2),
                "graphConvolution: an adjacency must have weights of 0 or more, but A[0, 1] is"
                        + " -1.0. Give each edge in both directions.");
    }

    @Test
    void rowsMustBeNodes() {
        assertFails(
                () -> Net.sequence(4).then(new GraphConvolution(2)),
                "graphConvolution: rows must be nodes, (batch, features), but found (batch, time,"
                        + " width 4). Begin with Net.features.");
    }
}
