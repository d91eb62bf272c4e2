package org.chainrule.trainers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.chainrule.datasets.CharTokenizer;
import org.chainrule.datasets.LineCharacters;
import org.chainrule.dsl.Net;
import org.chainrule.dsl.djl.Native;
import org.chainrule.dsl.djl.Weights;
import org.chainrule.dsl.error.ChainruleException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LineSamplerTest {
    private static final LineCharacters AB = new LineCharacters(CharTokenizer.of("ab"));

    /** Scores by the token before: a after the beginning, b after a, the end after b. */
    private static final double[] ALTERNATES = {0, 50, 0, 0, 0, 50, 50, 0, 0};

    /** What follows anything is a, b or the end, alike. */
    private static final double[] ANYTHING = {0, 0, 0, 0, 0, 0, 0, 0, 0};

    /** A network that sees one token, and one that scores each step of a line. */
    static Stream<Net> nets() {
        return Stream.of(Net.tokens(1).embed(3, 3).flatten(), Net.tokens(1).embed(3, 3), longer());
    }

    private static Net longer() {
        return Net.tokens(8).embed(3, 3);
    }

    private static List<String> sample(Net net, double[] table, int count, long seed) {
        try (var weights = new Weights(net.stored(), 1, DataType.FLOAT32, Device.cpu());
                NDManager scope = weights.manager().newSubManager();
                var sampler = new LineSampler(net, weights, AB)) {
            long[] sizes = {3, 3};
            weights.overwrite(
                    Map.of("embed.weight", Native.copy(scope, table, sizes, DataType.FLOAT32)));
            return sampler.sample(count, seed);
        }
    }

    @ParameterizedTest
    @MethodSource("nets")
    void writesWhatTheScoresSay(Net net) {
        assertThat(sample(net, ALTERNATES, 3, 1)).containsExactly("ab", "ab", "ab");
    }

    /** Lines of length n have probability (1/3)·(2/3)ⁿ. */
    @ParameterizedTest
    @MethodSource("nets")
    void drawsByTheProbabilities(Net net) {
        int draws = 1_500;
        List<String> lines = sample(net, ANYTHING, draws, 4);
        double deviation = Math.sqrt(2 / 9.0 / draws);
        assertThat((double) lines.stream().filter(String::isEmpty).count() / draws)
                .isCloseTo(1 / 3.0, within(4 * deviation));
        assertThat(lines.stream().mapToInt(String::length).average().orElseThrow())
                .isCloseTo(2, within(4 * Math.sqrt(6.0 / draws)));
        assertThat(sample(net, ANYTHING, 20, 4)).isEqualTo(lines.subList(0, 20));
        assertThat(sample(net, ANYTHING, 20, 5)).isNotEqualTo(lines.subList(0, 20));
    }

    @ParameterizedTest
    @MethodSource("nets")
    void lineThatFindsNoEndIsCut(Net net) {
        double[] endless = {-50, 50, 0, -50, 50, 0, 50, 0, 0};
        assertThat(sample(net, endless, 1, 1)).containsExactly("a".repeat(1_000));
    }

    /** Weights by place: the network tells a context's first token from its last. */
    @Test
    void contextIsThatOfTheLastTokens() {
        Net net = Net.tokens(3).embed(3, 1).flatten().dense(3);
        try (var weights = new Weights(net.stored(), 1, DataType.FLOAT32, Device.cpu());
                NDManager scope = weights.manager().newSubManager();
                var sampler = new LineSampler(net, weights, AB)) {
            // embeds a as 1, b as 2; the line ends when the token three places back was an a
            double[][] values = {{0, 1, 2}, {100, 0, 0, 0, 0, 0, 0, 0, 100}, {-50, 0, -60}};
            long[][] sizes = {{3, 1}, {3, 3}, {3}};
            List<String> paths = List.of("embed.weight", "dense.weight", "dense.bias");
            IntStream.range(0, 3)
                    .forEach(
                            i ->
                                    weights.overwrite(
                                            Map.of(
                                                    paths.get(i),
                                                    Native.copy(
                                                            scope,
                                                            values[i],
                                                            sizes[i],
                                                            DataType.FLOAT32))));
            assertThat(sampler.sample(2, 1)).containsExactly("abbb", "abbb");
        }
    }

    @Test
    void networkMustWriteTheLines() {
        assertRefused(
                Net.features(2).dense(3),
                "LineSampler: the network must score each step, or the end of a context of fixed"
                        + " length, but it takes features (batch, width 2) → (batch, width 3). Give"
                        + " a network that was trained on lines.");
        assertRefused(
                Net.tokens(4).embed(3, 2).last().logits(3),
                "LineSampler: the network must score each step, or the end of a context of fixed"
                        + " length, but it takes tokens (batch, time) → (batch, class 3). Give a"
                        + " network that was trained on lines.");
        assertRefused(
                Net.tokens(4).embed(4, 4),
                "LineSampler: the network must score each token of the lines, but it has 4 scores"
                        + " for 3 tokens. Give the characters that it was trained with.");
    }

    private static void assertRefused(Net net, String message) {
        try (var weights = new Weights(net.stored(), 1, DataType.FLOAT32, Device.cpu())) {
            assertThatThrownBy(() -> new LineSampler(net, weights, AB))
                    .isInstanceOf(ChainruleException.class)
                    .hasMessage(message);
        }
    }
}
