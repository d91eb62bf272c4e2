package org.chainrule.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.chainrule.dsl.eval.NumericArray;
import org.junit.jupiter.api.Test;

class LabelledGraphTest {
    private static final NumericArray PATH =
            NumericArray.of(new double[] {0, 1, 0, 1, 0, 1, 0, 1, 0}, 3, 3);

    private static ArrayExamples nodes(List<String> classes) {
        return new ArrayExamples(
                "path",
                new long[] {2},
                new float[] {1, 2, 3, 4, 5, 6},
                new double[] {0, 0, 1},
                classes);
    }

    private static LabelledGraph graph(NumericArray adjacency, Integer... known) {
        return new LabelledGraph(adjacency, nodes(List.of("left", "right")), List.of(known));
    }

    @Test
    void nodesThatAreNotKnownAreHeldOut() {
        LabelledGraph graph = graph(PATH, 2, 0);
        assertThat(graph.known()).containsExactly(2, 0);
        assertThat(graph.heldOut()).containsExactly(1);
        assertThat(graph.features())
                .isEqualTo(NumericArray.of(new double[] {1, 2, 3, 4, 5, 6}, 3, 2));
    }

    @Test
    void fingerprintTellsEdgesAndKnownNodesApart() {
        String fingerprint = graph(PATH, 0).fingerprint();
        assertThat(graph(PATH, 0).fingerprint()).isEqualTo(fingerprint);
        assertThat(graph(PATH, 1).fingerprint()).isNotEqualTo(fingerprint);
        assertThat(graph(PATH.with(1, 2), 0).fingerprint()).isNotEqualTo(fingerprint);
    }

    @Test
    void partsMustFit() {
        assertThatThrownBy(() -> new LabelledGraph(PATH, nodes(List.of()), List.of(0)))
                .hasMessage(
                        "graph: nodes must have classes, but they have numbers. Name the classes.");
        assertThatThrownBy(() -> graph(NumericArray.filled(0, 2, 3), 0))
                .hasMessage(
                        "graph: the adjacency of 3 nodes must be (3, 3), but its sizes are [2, 3]."
                                + " Give a row and a column for each node.");
    }

    @Test
    void someNodesMustBeKnownAndSomeNot() {
        assertThatThrownBy(() -> graph(PATH))
                .hasMessage(
                        "graph: some nodes must be known and some not, but 0 of 3 are known. Name"
                                + " a few.");
        assertThatThrownBy(() -> graph(PATH, 0, 1, 2))
                .hasMessage(
                        "graph: some nodes must be known and some not, but 3 of 3 are known. Name"
                                + " a few.");
        assertThatThrownBy(() -> graph(PATH, 3))
                .hasMessage(
                        "graph: known nodes must be different numbers from 0 to 2, but found 3."
                                + " Name each once.");
        assertThatThrownBy(() -> graph(PATH, 1, 1))
                .hasMessage(
                        "graph: known nodes must be different numbers from 0 to 2, but found 1"
                                + " twice. Name each once.");
    }

    @Test
    void edgesMustGoBothWays() {
        LabelledGraph oneWay = graph(PATH.with(1, 0), 0);
        assertThatThrownBy(oneWay::normalized)
                .hasMessage(
                        "graphConvolution: an adjacency must be symmetric, but A[0, 1] is 0.0 and"
                                + " A[1, 0] is 1.0. Give each edge in both directions.");
    }
}
