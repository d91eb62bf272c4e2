package org.chainrule.notebooks.display;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.chainrule.dsl.Net;
import org.chainrule.dsl.layers.Mode;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

/** How a network is drawn. */
class ChainTest {
    private static final Net GPT =
            Net.tokens(8)
                    .embed(5, 4)
                    .repeat(
                            3,
                            block ->
                                    block.residual(r -> r.layerNorm().causalAttention(2))
                                            .residual(r -> r.dense(8).gelu().dense(4)))
                    .logits(5);

    private static List<String> labels(Chain chain) {
        return chain.links().stream().map(Chain.Link::label).toList();
    }

    @Test
    void residualEndsInASumWithWhatCameBeforeIt() {
        Chain chain =
                Chain.of(
                        Net.features(4)
                                .dense(8)
                                .residual(r -> r.dense(8).tanh())
                                .logits(2)
                                .declare(Mode.EVALUATION));
        assertThat(labels(chain)).containsExactly("input", "dense", "dense", "tanh", "", "logits");
        assertThat(chain.links().get(4).past()).containsExactly(1);
        assertThat(chain.links().get(1).weights()).isEqualTo(40);
        assertThat(chain.links().get(5).past()).isEmpty();
    }

    @Test
    void attentionIsOneLayerWithAllItsWeights() {
        Chain chain = Chain.of(GPT.declare(Mode.EVALUATION)).folded();
        assertThat(labels(chain))
                .containsExactly(
                        "input",
                        "embed",
                        "layerNorm",
                        "causalAttention",
                        "",
                        "dense",
                        "gelu",
                        "dense",
                        "",
                        "logits");
        assertThat(chain.links().get(3).weights()).isEqualTo(4 * (3 * 4 + 4) + 3 * 4 + 4);
        assertThat(chain.links().get(4).past()).containsExactly(1);
        assertThat(chain.links().get(8).past()).containsExactly(4);
    }

    @Test
    void blocksThatRepeatAreShownOnceAndCounted() {
        Chain chain = Chain.of(GPT.declare(Mode.EVALUATION));
        assertThat(chain.links()).hasSize(3 + 3 * 7);
        assertThat(chain.times(chain.links().get(2))).isEqualTo(3);
        assertThat(chain.times(chain.links().get(0))).isEqualTo(1);
    }

    @Test
    void drawingIsWellFormedAndHasNoColoursOfItsOwn() throws Exception {
        String html = Views.of(GPT).rich().get("text/html");
        String svg = html.substring(0, html.indexOf("</svg>") + 6);
        var builder = DocumentBuilderFactory.newInstance().newDocumentBuilder();
        var document = builder.parse(new InputSource(new StringReader(svg)));
        assertThat(document.getElementsByTagName("rect").getLength()).isEqualTo(8 + 1);
        assertThat(document.getElementsByTagName("circle").getLength()).isEqualTo(2);
        assertThat(svg).contains(">3 ×</text>").doesNotContain("#");
        assertThat(html).contains("<summary>Layer by layer: ").doesNotContain("<script");
    }

    private static Chain chain(Net net) {
        return Chain.of(net.declare(Mode.EVALUATION)).folded();
    }

    @Test
    void memoryIsReadFromTheSideByEachCrossAttention() {
        Chain chain =
                chain(
                        Net.tokens(8)
                                .embed(5, 4)
                                .residual(r -> r.crossAttention(2, 6))
                                .dense(4)
                                .crossAttention(1, 6)
                                .logits(5));
        assertThat(labels(chain))
                .containsExactly(
                        "input", "embed", "crossAttention", "", "dense", "crossAttention", "logits");
        assertThat(chain.sides())
                .containsExactly(
                        new Chain.Side("memory", "(batch, memory, width 6)", -1, List.of(2, 5)));
        assertThat(chain(GPT).sides()).isEmpty();
    }

    @Test
    void encoderReadsItsSourceAndDecoderWhatTheEncoderMade() {
        Chain chain =
                chain(
                        Net.tokens(6)
                                .embed(7, 4)
                                .encoder(
                                        Net.tokens(9)
                                                .embed(5, 4)
                                                .residual(r -> r.selfAttention(2)))
                                .repeat(2, block -> block.residual(r -> r.crossAttention(2, 4)))
                                .logits(7));
        assertThat(labels(chain))
                .containsExactly("input", "embed", "encoder", "crossAttention", "", "logits");
        assertThat(chain.sides())
                .containsExactly(
                        new Chain.Side("source", "(batch, memory)", -1, List.of(2)),
                        new Chain.Side("", "", 2, List.of(3)));
    }

    @Test
    void furtherInputIsDrawnWithItsNameItsShapeAndALineToItsReader() {
        String html = Views.of(Net.features(4).graphConvolution(2)).rich().get("text/html");
        assertThat(html)
                .contains(">adjacency</text>")
                .contains(">(batch, batch)</text>")
                .contains("<path d=\"M 596 24 H 580 V 72 H 367\"/>"); // box, lane, layer
    }
}
