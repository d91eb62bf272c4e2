package org.chainrule.dsl.derivation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.Map;
import org.chainrule.dsl.FeatureNet;
import org.chainrule.dsl.Net;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.layers.Dense;
import org.chainrule.dsl.layers.Parameter;
import org.chainrule.dsl.losses.Losses;
import org.junit.jupiter.api.Test;

final class DeltaFormTest {
    private static final double ROUNDING = 1e-14;

    private final FeatureNet net =
            Net.features(4).dense(5).tanh().dense(6, Dense::withoutBias).sigmoid().dense(3);

    /** The derivation walks the graph; the δ form is three formulas. They meet in the numbers. */
    @Test
    void equalsTheGradientsOfTheDerivation() {
        Derivation derivation = net.derive(Losses.crossEntropy());
        DeltaForm form = new DeltaForm(net, Losses.crossEntropy());
        Numbers numbers = Numbers.drawn(derivation, 3);
        Map<String, Parameter> parameters = new HashMap<>();
        derivation.parameters().forEach(p -> parameters.put(p.path(), p));
        assertThat(form.layers()).hasSize(3);
        for (DeltaForm.Layer layer : form.layers()) {
            Parameter weight = parameters.get(layer.path() + ".weight");
            assertThat(numbers.of(layer.weight()).values())
                    .containsExactly(
                            numbers.of(derivation.gradient(weight.node())).values(),
                            within(ROUNDING));
            Parameter bias = parameters.get(layer.path() + ".bias");
            assertThat(layer.bias() == null).isEqualTo(bias == null);
            if (bias != null) {
                assertThat(numbers.of(layer.bias()).values())
                        .containsExactly(
                                numbers.of(derivation.gradient(bias.node())).values(),
                                within(ROUNDING));
            }
        }
    }

    @Test
    void isWrittenFromTheLastLayerToTheFirst() {
        assertThat(new DeltaForm(net, Losses.crossEntropy()).text())
                .isEqualTo(
                        """
                        rows are examples; a⁰ is the input
                        dense3: δ³ = ∂L/∂z³  (batch, width 3)
                          dW³ = δ³ᵀ·a², db³ = Σ δ³
                        dense2: δ² = (δ³·W³) ⊙ sigmoid′(z²)  (batch, width 6)
                          dW² = δ²ᵀ·a¹
                        dense: δ¹ = (δ²·W²) ⊙ tanh′(z¹)  (batch, width 5)
                          dW¹ = δ¹ᵀ·a⁰, db¹ = Σ δ¹
                        """);
    }

    @Test
    void numbersOfLayersStandInParenthesesInLatex() {
        assertThat(new DeltaForm(net, Losses.crossEntropy()).latex())
                .startsWith(
                        """
                        \\begin{aligned}
                        \\delta^{(3)} &= \\frac{\\partial L}{\\partial z^{(3)}} \\\\
                        d W^{(3)} &= \\left(\\delta^{(3)}\\right)^{\\top} \\cdot a^{(2)} \\\\
                        d b^{(3)} &= \\sum_{\\text{ rows }} \\delta^{(3)} \\\\
                        \\delta^{(2)} &= \\left(\\delta^{(3)} \\cdot W^{(3)}\\right) \\odot \
                        \\mathrm{sigmoid}'\\left(z^{(2)}\\right) \\\\
                        """);
    }

    @Test
    void refusesOtherLayers() {
        assertThatThrownBy(
                        () ->
                                new DeltaForm(
                                        Net.features(4).dense(5).layerNorm().dense(3),
                                        Losses.crossEntropy()))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(
                        "layerNorm: the δ form is written for dense layers of rows with an"
                                + " activation of each element between them, but layerNorm stands"
                                + " for an activation. Derive the network with derive(loss), which"
                                + " takes any.");
    }

    @Test
    void refusesActivationAtTheEnd() {
        assertThatThrownBy(
                        () -> new DeltaForm(Net.features(4).dense(5).tanh(), Losses.crossEntropy()))
                .isInstanceOf(ChainruleException.class)
                .hasMessageContaining("network: ")
                .hasMessageContaining("but it ends in tanh.");
    }
}
