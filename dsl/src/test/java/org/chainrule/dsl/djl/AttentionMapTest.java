package org.chainrule.dsl.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.types.DataType;
import java.util.List;
import java.util.stream.IntStream;
import org.chainrule.dsl.Net;
import org.chainrule.dsl.SequenceNet;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.eval.NumericArray;
import org.chainrule.dsl.initializers.Initializers;
import org.junit.jupiter.api.Test;

class AttentionMapTest {
    private static final double DOUBLE = 1e-12; // the order of sums in 64 bits

    private static final NumericArray TOKENS = NumericArray.of(new double[] {1, 4, 2, 0, 3}, 1, 5);

    private static List<AttentionMap> maps(SequenceNet net) {
        try (var weights = new Weights(net.stored(), 1, DataType.FLOAT32, Device.cpu())) {
            return AttentionMap.of(net, weights, TOKENS);
        }
    }

    @Test
    void eachHeadOfEachLayerHasOne() {
        SequenceNet net =
                Net.tokens(8)
                        .embed(5, 6)
                        .repeat(2, b -> b.residual(r -> r.layerNorm().causalAttention(3)))
                        .logits(5);
        List<AttentionMap> maps = maps(net);
        assertThat(maps)
                .extracting(map -> map.path() + " " + map.head())
                .containsExactly(
                        "block[0].causalAttention 0",
                        "block[0].causalAttention 1",
                        "block[0].causalAttention 2",
                        "block[1].causalAttention 0",
                        "block[1].causalAttention 1",
                        "block[1].causalAttention 2");
        for (AttentionMap map : maps) {
            assertThat(map.weights().sizes()).containsExactly(5, 5);
            for (int t = 0; t < 5; t++) {
                int row = t;
                double sum = IntStream.range(0, 5).mapToDouble(s -> map.weights().at(row, s)).sum();
                assertThat(sum).isCloseTo(1, within(DOUBLE));
                for (int s = t + 1; s < 5; s++) {
                    assertThat(map.weights().at(t, s)).isZero();
                }
            }
        }
        assertThat(maps.get(0).weights()).isNotEqualTo(maps.get(1).weights());
    }

    /** Where all tokens are alike, no key is better than another: 1/(t + 1) each. */
    @Test
    void tokensThatAreAlikeAreLookedAtAlike() {
        SequenceNet net =
                Net.tokens(8)
                        .embed(5, 4, e -> e.withWeights(Initializers.ones()))
                        .causalAttention(2)
                        .logits(5);
        for (AttentionMap map : maps(net)) {
            for (int t = 0; t < 5; t++) {
                for (int s = 0; s <= t; s++) {
                    assertThat(map.weights().at(t, s)).isCloseTo(1.0 / (t + 1), within(DOUBLE));
                }
            }
        }
    }

    @Test
    void networkMustHaveAttention() {
        assertThatThrownBy(() -> maps(Net.tokens(8).embed(5, 4).logits(5)))
                .isInstanceOf(ChainruleException.class)
                .hasMessageStartingWith(
                        "attention maps: the network must have a layer with attention, but ")
                .hasMessageEndingWith("Give a transformer, such as Gpt.of(config).");
    }

    @Test
    void oneExampleAtATime() {
        SequenceNet net = Net.tokens(8).embed(5, 4).causalAttention(2).logits(5);
        try (var weights = new Weights(net.stored(), 1, DataType.FLOAT32, Device.cpu())) {
            NumericArray two = NumericArray.of(new double[] {1, 2, 3, 4}, 2, 2);
            assertThatThrownBy(() -> AttentionMap.of(net, weights, two))
                    .hasMessage(
                            "attention maps: there must be one example, but found 2. Ask for one"
                                    + " after the other.");
        }
    }
}
