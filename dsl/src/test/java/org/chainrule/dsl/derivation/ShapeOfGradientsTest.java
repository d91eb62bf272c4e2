package org.chainrule.dsl.derivation;

import static org.assertj.core.api.Assertions.assertThat;

import org.chainrule.dsl.Net;
import org.chainrule.dsl.losses.Losses;
import org.junit.jupiter.api.Test;

/** Where a gradient's formula alone would have another shape than its input, the page says so. */
class ShapeOfGradientsTest {

    @Test
    void sumOverTheExamplesIsSaidInTextAndLatex() {
        Derivation shared =
                Net.features(4).graphConvolution(3).logits(2).derive(Losses.crossEntropy());
        assertThat(shared.text()).contains("db = dy  (batch, width 3), summed over batch");
        assertThat(shared.latex()).contains("d b &= d y\\quad\\text{summed over batch}\n");
    }

    @Test
    void gradientOfWhatWasFlattenedIsBroughtBackToItsShape() {
        Derivation flat =
                Net.image(1, 4, 4).conv(2, 3).flatten().dense(2).derive(Losses.meanSquaredError());
        assertThat(flat.text()).contains("y = mergeAxes(x)").contains("dx = reshapeLike(dy)");
    }
}
