package org.chainrule.dsl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.layers.Parameter;
import org.junit.jupiter.api.Test;

class SequenceNetTest {
    private static void assertFails(Runnable declaration, String message) {
        assertThatThrownBy(declaration::run)
                .isInstanceOf(ChainruleException.class)
                .hasMessage(message);
    }

    private static String parameters(Net net) {
        StringBuilder text = new StringBuilder();
        for (Parameter parameter : net.parameters()) {
            text.append(parameter.path()).append(' ').append(parameter.shape()).append('\n');
        }
        return text.toString();
    }

    @Test
    void embeddingGivesEachTokenItsRow() {
        SequenceNet net = Net.tokens(8).embed(10, 4);
        assertThat(net.output()).hasToString("(batch, time, width 4)");
        assertThat(parameters(net)).isEqualTo("embed.weight (vocabulary 10, width 4)\n");
    }

    @Test
    void positionsHaveARowForEachPlaceOfTheContext() {
        SequenceNet net = Net.tokens(8).embed(10, 4).learnedPositions();
        assertThat(net.output()).hasToString("(batch, time, width 4)");
        assertThat(parameters(net))
                .isEqualTo(
                        """
                        embed.weight (vocabulary 10, width 4)
                        positions.weight (context 8, width 4)
                        """);
    }

    @Test
    void attentionHasOneMatrixForQueriesKeysAndValues() {
        SequenceNet net = Net.sequence(6).causalAttention(3);
        assertThat(net.output()).hasToString("(batch, time, width 6)");
        assertThat(parameters(net))
                .isEqualTo(
                        """
                        causalAttention.qkv.weight (width 18, width 6)
                        causalAttention.qkv.bias (width 18)
                        causalAttention.out.weight (width 6, width 6)
                        causalAttention.out.bias (width 6)
                        """);
    }

    @Test
    void attentionWithoutBiasHasMatricesOnly() {
        assertThat(Net.sequence(6).causalAttention(3, a -> a.withoutBias()).parameters())
                .extracting(Parameter::path)
                .containsExactly("causalAttention.qkv.weight", "causalAttention.out.weight");
    }

    @Test
    void denseAndNormalizationWorkOnTheLastAxis() {
        SequenceNet net = Net.sequence(6).layerNorm().dense(5);
        assertThat(net.output()).hasToString("(batch, time, width 5)");
        assertThat(parameters(net))
                .isEqualTo(
                        """
                        layerNorm.weight (width 6)
                        layerNorm.bias (width 6)
                        dense.weight (width 5, width 6)
                        dense.bias (width 5)
                        """);
    }

    @Test
    void logitsHaveWeightsOfTheirOwnAndNoBias() {
        SequenceNet net = Net.tokens(8).embed(10, 4).logits(10);
        assertThat(net.output()).hasToString("(batch, time, class 10)");
        assertThat(parameters(net))
                .isEqualTo(
                        """
                        embed.weight (vocabulary 10, width 4)
                        logits.weight (class 10, width 4)
                        """);
    }

    @Test
    void flattenFixesTheTimeToTheContext() {
        FeatureNet net = Net.tokens(3).embed(27, 10).learnedPositions().flatten();
        assertThat(net.input().type().shape()).hasToString("(batch, time 3)");
        assertThat(net.output()).hasToString("(batch, time·width 30)");
        assertThat(net.dense(5).parameters().get(2).shape())
                .hasToString("(width 5, time·width 30)");
    }

    @Test
    void flattenNeedsABoundedContext() {
        assertFails(
                () -> Net.sequence(4).flatten(),
                "flatten: sequences must have a bounded context to become vectors, but the network"
                        + " begins with Net.sequence. Begin with Net.tokens(context).");
    }

    @Test
    void tiedLogitsHaveAScoreForEachToken() {
        assertThat(Net.tokens(8).embed(10, 4).tiedLogits().output())
                .hasToString("(batch, time, vocabulary 10)");
    }

    @Test
    void headsMustDivideTheWidth() {
        assertFails(
                () -> Net.tokens(8).embed(10, 384).repeat(3, b -> b.causalAttention(7)),
                "block[0].causalAttention: heads must divide width, but 7 does not divide 384. Try"
                        + " 6 or 8 heads.");
    }

    @Test
    void headsMustBeOneAtLeast() {
        assertFails(
                () -> Net.sequence(6).causalAttention(0),
                "causalAttention: heads must divide width, but 0 does not divide 6. Try 1 or 2"
                        + " heads.");
    }

    @Test
    void headsCannotBeMoreThanTheWidth() {
        assertFails(
                () -> Net.sequence(6).residual(r -> r.layerNorm().causalAttention(12)),
                "causalAttention: heads must divide width, but 12 does not divide 6. Try 3 or 6"
                        + " heads.");
    }

    @Test
    void secondAttentionIsNumberedInItsMessage() {
        assertFails(
                () ->
                        Net.sequence(6)
                                .repeat(
                                        2,
                                        b ->
                                                b.residual(r -> r.causalAttention(2))
                                                        .residual(r -> r.causalAttention(4))),
                "block[0].causalAttention2: heads must divide width, but 4 does not divide 6. Try 2"
                        + " or 3 heads.");
    }

    @Test
    void attentionRejectsDropoutOfOne() {
        assertFails(
                () -> Net.sequence(6).causalAttention(2, a -> a.withDropout(1)),
                "causalAttention: the probability of dropout must be at least 0 and less than 1,"
                        + " but found 1.0. Common values are 0.1 and 0.2.");
    }

    @Test
    void tiedLogitsNeedAnEmbedding() {
        assertFails(
                () -> Net.sequence(6).dense(4).tiedLogits(),
                "logits: a shared parameter must be declared by an earlier layer, but there is no"
                        + " embed.weight. Add that layer first; so far there are [dense.weight,"
                        + " dense.bias].");
    }

    @Test
    void tiedLogitsNeedTheEmbeddingsWidth() {
        assertFails(
                () -> Net.tokens(8).embed(10, 4).dense(6).tiedLogits(),
                "logits: the layer must fit its input (batch, time, width 6), but a matrix product"
                        + " needs as many columns on the left as rows on the right, but found"
                        + " (batch, time, width 6) and (width 4, vocabulary 10). Change the layer"
                        + " or the one before it.");
    }

    @Test
    void positionsNeedABoundedContext() {
        assertFails(
                () -> Net.sequence(6).learnedPositions(),
                "positions: learned positions need a bounded context, but the network begins with"
                        + " Net.sequence. Begin with Net.tokens(context).");
    }

    @Test
    void positionsWithinABlockNeedABoundedContextToo() {
        assertFails(
                () -> Net.sequence(6).repeat(2, b -> b.learnedPositions()),
                "block[0].positions: learned positions need a bounded context, but the network"
                        + " begins with Net.sequence. Begin with Net.tokens(context).");
    }
}
