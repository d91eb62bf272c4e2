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
}
