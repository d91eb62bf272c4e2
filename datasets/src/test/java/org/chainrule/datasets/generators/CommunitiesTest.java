package org.chainrule.datasets.generators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.chainrule.datasets.LabelledGraph;
import org.chainrule.dsl.eval.NumericArray;
import org.junit.jupiter.api.Test;

class CommunitiesTest {
    private static final double FIVE = 5; // standard errors: once in two million

    @Test
    void edgesAreAsFrequentAsTheModelSays() {
        int n = 600;
        LabelledGraph graph = new Communities(n).withCommunities(3).withEdges(0.3, 0.05).graph(1);
        double[] edges = new double[2];
        double[] pairs = new double[2];
        for (int i = 0; i < n; i++) {
            assertThat(graph.adjacency().at(i, i)).isZero();
            for (int j = i + 1; j < n; j++) {
                int kind = graph.nodes().target(i) == graph.nodes().target(j) ? 0 : 1;
                double edge = graph.adjacency().at(i, j);
                assertThat(edge).isIn(0.0, 1.0).isEqualTo(graph.adjacency().at(j, i));
                edges[kind] += edge;
                pairs[kind]++;
            }
        }
        assertShare(edges[0], pairs[0], 0.3);
        assertShare(edges[1], pairs[1], 0.05);
    }

    private static void assertShare(double found, double all, double p) {
        assertThat(found / all).isCloseTo(p, within(FIVE * Math.sqrt(p * (1 - p) / all)));
    }

    @Test
    void aFewOfEachCommunityAreKnown() {
        LabelledGraph graph = new Communities(50).withCommunities(3).withKnown(4).graph(1);
        assertThat(graph.known()).hasSize(12);
        for (int community = 0; community < 3; community++) {
            int own = community;
            assertThat(graph.known().stream().filter(node -> graph.nodes().target(node) == own))
                    .hasSize(4);
        }
        assertThat(graph.heldOut()).hasSize(38).doesNotContainAnyElementsOf(graph.known());
    }

    @Test
    void graphOfASeedIsTheSameAndOfAnotherIsNot() {
        var communities = new Communities(60);
        assertThat(communities.graph(3).fingerprint())
                .isEqualTo(communities.graph(3).fingerprint());
        assertThat(communities.graph(3).adjacency()).isNotEqualTo(communities.graph(4).adjacency());
        assertThat(communities.graph(3).nodes().fingerprint())
                .isEqualTo(communities.examples(3).fingerprint());
    }

    /** Each weight by its formula, Âᵢⱼ/√(d̂ᵢ·d̂ⱼ), from counted neighbours. */
    @Test
    void normalizedAdjacencyIsTheOneByHand() {
        LabelledGraph graph = new Communities(30).graph(2);
        NumericArray a = graph.adjacency();
        int[] degrees =
                IntStream.range(0, 30)
                        .map(
                                i ->
                                        1
                                                + (int)
                                                        IntStream.range(0, 30)
                                                                .filter(j -> a.at(i, j) == 1)
                                                                .count())
                        .toArray();
        NumericArray normalized = graph.normalized();
        for (int i = 0; i < 30; i++) {
            for (int j = 0; j < 30; j++) {
                double edge = i == j ? 1 : a.at(i, j);
                assertThat(normalized.at(i, j))
                        .isCloseTo(edge / Math.sqrt(degrees[i] * degrees[j]), within(1e-15));
            }
        }
    }
}
