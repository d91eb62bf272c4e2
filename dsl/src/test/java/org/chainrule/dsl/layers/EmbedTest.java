package org.chainrule.dsl.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.chainrule.dsl.Net;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.eval.NumericArray;
import org.junit.jupiter.api.Test;

class EmbedTest {
    /** 64 bits, but for the order of sums. */
    private static final double DOUBLE = 1e-15;

    private static final NumericArray TOKENS = NumericArray.of(new double[] {3, 1, 3, 0}, 2, 2);
    private static final NumericArray DY = LayerValues.random(4, 2, 2, 3);

    /** Each row of a table is a row of one-hot vectors times the table, and dE is onehotᵀ·dy. */
    @Test
    void lookUpIsAOneHotVectorTimesTheTable() {
        double[] hot = new double[4 * 5];
        for (int i = 0; i < 4; i++) {
            hot[5 * i + (int) TOKENS.values()[i]] = 1;
        }
        LayerValues embed = LayerValues.ofTokens(TOKENS, new Embed(5, 3));
        double[] table = embed.value("embed.weight").values();
        double[] turned = new double[15]; // a dense layer's weight is (out, in)
        for (int i = 0; i < 15; i++) {
            turned[i % 3 * 5 + i / 3] = table[i];
        }
        LayerValues dense =
                LayerValues.of(NumericArray.of(hot, 2, 2, 5), new Dense(3).withoutBias())
                        .with("dense.weight", NumericArray.of(turned, 3, 5));
        assertThat(embed.output()).isEqualTo(dense.output());
        double[] byRows = embed.gradient("embed.weight", DY).values();
        double[] byProduct = dense.gradient("dense.weight", DY).values();
        for (int i = 0; i < 15; i++) {
            assertThat(byRows[i]).isCloseTo(byProduct[i % 3 * 5 + i / 3], within(DOUBLE));
        }
    }

    @Test
    void tokenThatOccursTwiceGetsBothGradients() {
        double[] gradient =
                LayerValues.ofTokens(TOKENS, new Embed(5, 3)).gradient("embed.weight", DY).values();
        double[] dy = DY.values();
        assertThat(gradient[3 * 3]).isEqualTo(dy[0] + dy[6]);
        assertThat(Arrays.copyOfRange(gradient, 6, 9)).as("token 2").containsOnly(0);
    }

    @Test
    void paddingIsZeroAndGetsNoGradient() {
        LayerValues embed = LayerValues.ofTokens(TOKENS, new Embed(5, 3).withPadding(3));
        assertThat(Arrays.copyOfRange(embed.value("embed.weight").values(), 9, 12)).containsOnly(0);
        assertThat(Arrays.copyOf(embed.output().values(), 3)).containsOnly(0);
        double[] gradient = embed.gradient("embed.weight", DY).values();
        assertThat(Arrays.copyOfRange(gradient, 9, 12)).containsOnly(0);
        assertThat(gradient[3]).isEqualTo(DY.values()[3]);
    }

    @Test
    void otherRowsBeginAsWithoutPadding() {
        double[] plain =
                LayerValues.ofTokens(TOKENS, new Embed(5, 3)).value("embed.weight").values();
        double[] padded =
                LayerValues.ofTokens(TOKENS, new Embed(5, 3).withPadding(0))
                        .value("embed.weight")
                        .values();
        assertThat(Arrays.copyOfRange(padded, 3, 15))
                .containsExactly(Arrays.copyOfRange(plain, 3, 15));
    }

    @Test
    void paddingMustBeAToken() {
        for (long token : new long[] {-1, 5}) {
            assertThatThrownBy(() -> Net.tokens(2).embed(5, 3, e -> e.withPadding(token)))
                    .isInstanceOf(ChainruleException.class)
                    .hasMessage(
                            "embed: the padding must be a token of the vocabulary, but found "
                                    + token
                                    + ". Use one from 0 to 4.");
        }
    }
}
