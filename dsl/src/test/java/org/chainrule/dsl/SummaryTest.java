package org.chainrule.dsl;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SummaryTest {
    @Test
    void hasARowForEachLayerAndATotal() {
        // FLOPs for one row: 2·4·16 + 16 = 144, 16 and 2·16·3 + 3 = 99, of 259
        assertThat(Net.features(4).dense(16).relu().dense(3).summary())
                .isEqualTo(
                        """
                        path    layer  output             parameters  FLOPs
                        dense   dense  (batch, width 16)          80  55.6%
                        relu    relu   (batch, width 16)               6.2%
                        dense2  dense  (batch, width 3)           51  38.2%
                        total          (batch, width 3)          131
                        """);
    }

    @Test
    void thousandsAreSeparated() {
        assertThat(Net.features(100).dense(1000, d -> d.withoutBias()).summary())
                .isEqualTo(
                        """
                        path   layer  output               parameters   FLOPs
                        dense  dense  (batch, width 1000)     100,000  100.0%
                        total         (batch, width 1000)     100,000
                        """);
    }

    @Test
    void buffersHaveAColumnWhereThereAreAny() {
        // FLOPs for one row: 2·4·3 + 3 = 27; 3·3 for 1/√(σ² + ε) and 4·3 for y; 2·3·2 = 12
        assertThat(Net.features(4).dense(3).batchNorm().logits(2).summary())
                .isEqualTo(
                        """
                        path       layer      output            parameters  buffers  FLOPs
                        dense      dense      (batch, width 3)          15           45.0%
                        batchNorm  batchNorm  (batch, width 3)           6        6  35.0%
                        logits     logits     (batch, class 2)           6           20.0%
                        total                 (batch, class 2)          27        6
                        """);
    }

    @Test
    void dropoutCostsNothing() {
        assertThat(Net.features(4).dense(2).dropout(0.5).summary())
                .isEqualTo(
                        """
                        path     layer    output            parameters   FLOPs
                        dense    dense    (batch, width 2)          10  100.0%
                        dropout  dropout  (batch, width 2)                0.0%
                        total             (batch, width 2)          10
                        """);
    }

    /** For one row of 8 tokens: qkv 2·8·4·12 + 8·12 = 864, dense 1152, logits 2·8·4·10 = 640. */
    @Test
    void namesTheBlocksOfATransformer() {
        String summary =
                Net.tokens(8)
                        .embed(10, 4)
                        .learnedPositions()
                        .repeat(
                                2,
                                b ->
                                        b.residual(r -> r.layerNorm().causalAttention(2))
                                                .residual(
                                                        r ->
                                                                r.layerNorm()
                                                                        .dense(16)
                                                                        .gelu()
                                                                        .dense(4)))
                        .tiedLogits()
                        .summary();
        assertThat(summary)
                .isEqualTo(
                        """
                        path                          layer            output                        parameters  FLOPs
                        embed                         embed            (batch, time, width 4)                40   0.0%
                        positions                     positions        (batch, time, width 4)                32   0.2%
                        block[0].layerNorm            layerNorm        (batch, time, width 4)                 8   2.2%
                        block[0].causalAttention.qkv  qkv              (batch, time, width 12)               60   6.3%
                        block[0].causalAttention.out  out              (batch, time, width 4)                20   2.1%
                        block[0].causalAttention      causalAttention  (batch, time, width 4)                    22.0%
                        block[0].layerNorm2           layerNorm        (batch, time, width 4)                 8   2.2%
                        block[0].dense                dense            (batch, time, width 16)               80   8.4%
                        block[0].gelu                 gelu             (batch, time, width 16)                    4.7%
                        block[0].dense2               dense            (batch, time, width 4)                68   7.7%
                        block[1].layerNorm            layerNorm        (batch, time, width 4)                 8   2.2%
                        block[1].causalAttention.qkv  qkv              (batch, time, width 12)               60   6.3%
                        block[1].causalAttention.out  out              (batch, time, width 4)                20   2.1%
                        block[1].causalAttention      causalAttention  (batch, time, width 4)                    22.0%
                        block[1].layerNorm2           layerNorm        (batch, time, width 4)                 8   2.2%
                        block[1].dense                dense            (batch, time, width 16)               80   8.4%
                        block[1].gelu                 gelu             (batch, time, width 16)                    4.7%
                        block[1].dense2               dense            (batch, time, width 4)                68   7.7%
                        logits                        logits           (batch, time, vocabulary 10)               4.7%
                        total                                          (batch, time, vocabulary 10)         560
                        """);
    }
}
