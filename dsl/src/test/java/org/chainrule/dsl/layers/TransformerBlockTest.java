package org.chainrule.dsl.layers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.chainrule.dsl.Net;
import org.chainrule.dsl.SequenceNet;
import org.chainrule.dsl.eval.NumericArray;
import org.junit.jupiter.api.Test;

class TransformerBlockTest {
    private static List<String> paths(Net net) {
        return net.parameters().stream().map(Parameter::path).toList();
    }

    @Test
    void preNormIsWhatItsPartsAre() {
        SequenceNet whole =
                Net.sequence(4).transformerBlock(2, b -> b.preNorm().causal().withDropout(0));
        SequenceNet parts =
                Net.sequence(4)
                        .residual(r -> r.layerNorm().causalAttention(2))
                        .residual(
                                r -> r.layerNorm().feedForward(16, f -> f.withActivation(relu())));
        assertThat(paths(whole))
                .containsExactlyElementsOf(
                        paths(parts).stream().map(path -> "transformerBlock." + path).toList());
    }

    private static org.chainrule.dsl.ops.Relu relu() {
        return new org.chainrule.dsl.ops.Relu();
    }

    /** Pre-norm leaves the stream as it is where the parts give nothing; post-norm does not. */
    @Test
    void normalizationStandsWhereItsNameSays() {
        NumericArray x = LayerValues.random(1, 1, 2, 4);
        TransformerBlock block = new TransformerBlock(2);
        assertThat(silent(x, block.preNorm()).output()).isEqualTo(x);
        NumericArray post = silent(x, block).output();
        double mean = 0;
        for (int i = 0; i < 4; i++) {
            mean += post.at(0, 0, i) / 4;
        }
        assertThat(mean).isBetween(-1e-9, 1e-9);
        assertThat(post).isNotEqualTo(x);
    }

    /** A block whose two parts give 0. */
    private static LayerValues silent(NumericArray x, TransformerBlock block) {
        String at = "transformerBlock.";
        return LayerValues.of(x, block)
                .with(at + "selfAttention.out.weight", NumericArray.filled(0, 4, 4))
                .with(at + "selfAttention.out.bias", NumericArray.filled(0, 4))
                .with(at + "feedForward.down.weight", NumericArray.filled(0, 4, 16))
                .with(at + "feedForward.down.bias", NumericArray.filled(0, 4));
    }

    @Test
    void decodersBlockAttendsToTheMemoryInBetween() {
        SequenceNet net =
                Net.sequence(4)
                        .transformerBlock(2, b -> b.withMemory(new CrossAttention(2, 3)).causal());
        assertThat(paths(net))
                .contains(
                        "transformerBlock.causalAttention.qkv.weight",
                        "transformerBlock.crossAttention.kv.weight",
                        "transformerBlock.layerNorm3.bias");
        assertThat(net.inputs())
                .extracting(v -> v.name() + " " + v.type().shape())
                .containsExactly(
                        "sequence (batch, time, width 4)", "memory (batch, memory, width 3)");
    }

    @Test
    void encoderMakesTheMemory() {
        SequenceNet encoder = Net.tokens(9).embed(7, 6).sinusoidalPositions().transformerBlock(3);
        SequenceNet net = Net.tokens(5).embed(8, 4).encoder(encoder).crossAttention(2, 6).logits(8);
        assertThat(net.inputs())
                .extracting(v -> v.name() + " " + v.type().shape())
                .containsExactly("tokens (batch, time)", "source (batch, memory)");
        assertThat(paths(net))
                .contains(
                        "encoder.embed.weight",
                        "encoder.transformerBlock.selfAttention.qkv.weight",
                        "crossAttention.kv.weight");
    }

    @Test
    void dropoutIsOffOutsideOfTraining() {
        NumericArray x = LayerValues.random(1, 1, 2, 4);
        assertThat(LayerValues.of(x, new TransformerBlock(2)).output())
                .isEqualTo(LayerValues.of(x, new TransformerBlock(2).withDropout(0)).output());
    }
}
