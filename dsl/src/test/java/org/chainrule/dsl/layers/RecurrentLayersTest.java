package org.chainrule.dsl.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import ai.djl.ndarray.types.DataType;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.chainrule.dsl.Net;
import org.chainrule.dsl.SequenceNet;
import org.chainrule.dsl.djl.Generator;
import org.chainrule.dsl.djl.Generator.Sampling;
import org.chainrule.dsl.djl.Weights;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.graph.Flops;
import org.chainrule.dsl.graph.Sizes;
import org.chainrule.dsl.losses.Losses;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecurrentLayersTest {
    private static final int CONTEXT = 10;
    private static final int VOCABULARY = 7;

    @Test
    void parametersHaveTheNamesAndShapesOfPyTorch() {
        SequenceNet net = Net.sequence(3).lstm(2, l -> l.withLayers(2).bidirectional());
        assertThat(net.parameters().stream().map(p -> p.path() + " " + p.shape()).toList())
                .contains(
                        "lstm.weight_ih_l0 (gates 8, width 3)",
                        "lstm.weight_hh_l0 (gates 8, width 2)",
                        "lstm.bias_ih_l0_reverse (gates 8)",
                        "lstm.weight_ih_l1 (gates 8, width 4)",
                        "lstm.bias_hh_l1_reverse (gates 8)")
                .hasSize(16);
        assertThat(net).hasToString("sequence (batch, time, width 3) → (batch, time, width 4)");
        assertThat(Net.sequence(3).gru(2, Gru::withoutBias).parameters())
                .extracting(Parameter::path)
                .containsExactly("gru.weight_ih_l0", "gru.weight_hh_l0");
    }

    @Test
    void lastAndMeanMakeARowOfASequence() {
        assertThat(Net.sequence(3).rnn(2).last().dense(4))
                .hasToString("sequence (batch, time, width 3) → (batch, width 4)");
        assertThat(Net.sequence(3).mean())
                .hasToString("sequence (batch, time, width 3) → (batch, width 3)");
    }

    @Test
    void dropoutStandsBetweenLayersOnly() {
        SequenceNet one = Net.sequence(3).gru(2, g -> g.withDropout(0.5));
        SequenceNet two = Net.sequence(3).gru(2, g -> g.withDropout(0.5).withLayers(2));
        assertThat(one.derive(Losses.crossEntropy()).text()).doesNotContain("dropout");
        assertThat(two.derive(Losses.crossEntropy()).text())
                .containsOnlyOnce("gru.dropout  (dropout)");
    }

    /** Two products of a step, (B, 8)·(8, 4·6) and (B, 6)·(6, 4·6), for T steps. */
    @Test
    void productsOfAllStepsAreCounted() {
        SequenceNet net = Net.sequence(8).lstm(6);
        Sizes sizes = new Sizes(Map.of("batch", 3L, "time", 5L));
        double products = new Flops(sizes).products(net.declare(Mode.TRAINING).output());
        assertThat(products).isEqualTo(2.0 * 3 * 5 * (8 + 6) * 24);
    }

    @Test
    void derivationShowsTheRecurrenceAndItsSumOverTime() {
        String text = Net.sequence(3).rnn(2).derive(Losses.crossEntropy()).text();
        assertThat(text)
                .contains("h = hₜ where a = zₜ + hₜ₋₁·Wᵀ + b, hₜ = tanh a")
                .contains("dW = Σₜ daₜᵀ·hₜ₋₁")
                .contains("δhₜ₋₁ = da·W");
    }

    @Test
    void badOptionsAreNamed() {
        assertError(
                () -> Net.sequence(3).lstm(0),
                "lstm: the width must be 1 or more, but found 0. 128 is common.");
        assertError(
                () -> Net.sequence(3).gru(2, g -> g.withLayers(0)),
                "gru: there must be one layer or more, but found 0. Use 1 or 2.");
        assertError(
                () -> Net.sequence(3).rnn(2, r -> r.withDropout(1)),
                "rnn: the probability of dropout must be at least 0 and less than 1, but found"
                        + " 1.0. Common values are 0.1 and 0.2.");
        assertError(
                () -> Net.features(3).then(new Lstm(2)),
                "lstm: the input must be sequences of vectors (batch, time, width), but found"
                        + " (batch, width 3). Embed tokens first, or begin with Net.sequence.");
        assertError(
                () -> language(new Lstm(2).bidirectional()).declare(Mode.DECODING),
                "lstm: a network that goes on step by step can't see later steps, but the layer"
                        + " is bidirectional. Generate without a cache, or use one direction.");
    }

    private static void assertError(Runnable declaration, String message) {
        assertThatThrownBy(declaration::run)
                .isInstanceOf(ChainruleException.class)
                .hasMessage(message);
    }

    @Test
    void stateMustKeepItsShape() {
        Layer growing =
                (scope, x) -> {
                    scope.keep(scope.recall(x.sum(1)), x);
                    return x;
                };
        assertError(
                () -> Net.sequence(3).then(growing),
                "layer: a state must keep its shape, but (batch, width 3) becomes (batch, time,"
                        + " width 3). Keep what the next call needs, and no more.");
    }

    private static SequenceNet language(Layer layer) {
        return Net.tokens(CONTEXT).embed(VOCABULARY, 6).then(layer).logits(VOCABULARY);
    }

    static List<Layer> layers() {
        return List.of(
                new Rnn(6).withRelu(),
                new Lstm(5).withLayers(2),
                new Gru(4),
                new Gru(4).resettingFirst());
    }

    /** The hidden state is carried from token to token, also over the end of the context. */
    @ParameterizedTest
    @MethodSource("layers")
    void hiddenStateDoesNotChangeTheText(Layer layer) {
        int[] carried = generate(language(layer), true);
        assertThat(carried).containsExactly(generate(language(layer), false));
        assertThat(Arrays.stream(carried).distinct().count()).isGreaterThan(3);
    }

    private static int[] generate(SequenceNet net, boolean caches) {
        try (Weights weights = new Weights(net.parameters(), 4, DataType.FLOAT32, Device.cpu());
                Generator generator = new Generator(net, CONTEXT, weights, caches)) {
            return generator.generate(
                    new int[] {1, 2, 3}, 30, new Sampling(1, 0, 1, 9), made -> {});
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TRAINING", "EVALUATION"})
    void onlyDecodingKeepsHiddenStates(Mode mode) {
        SequenceNet net = language(new Lstm(5));
        assertThat(net.declare(mode).states()).isEmpty();
        assertThat(net.declare(Mode.DECODING).states())
                .extracting(state -> state.before().shape() + " " + state.after().shape())
                .containsExactly(
                        "(1, batch, width 5) (1, batch, width 5)",
                        "(1, batch, width 5) (1, batch, width 5)");
    }
}
