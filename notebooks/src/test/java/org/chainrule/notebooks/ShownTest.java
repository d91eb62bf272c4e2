package org.chainrule.notebooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.chainrule.dsl.symbolic.Rule;
import org.chainrule.dsl.symbolic.ScalarFunction;
import org.junit.jupiter.api.Test;

/** What counts as shown by a notebook, and what does not. */
class ShownTest {

    @Test
    void classesAndCallsAreNamesButImportsCommentsAndStringsAreNone() {
        String source =
                """
                import org.chainrule.dsl.ops.Relu;
                var sigmoid = new Silu(); // as Gelu is
                say("Mish(%s)", net.groupNorm(2).layers().map(Layer::name));
                """;
        assertThat(Shown.namesIn(source))
                .containsExactlyInAnyOrder(
                        "silu", "say", "groupNorm", "layers", "map", "layer", "name");
    }

    @Test
    void factoriesAndKindsStandForWhatIsListed() {
        assertThat(Shown.namesIn("heNormal()")).contains("he");
        assertThat(Shown.namesIn("new GaussianFit(x)")).contains("maximumLikelihood");
        assertThat(Shown.namesIn("new Gaussian(0, 1)")).contains("gaussian", "distribution");
    }

    @Test
    void formulaIsShownWithItsDerivativeOnly() {
        var formulas = new ShownFormulas();
        formulas.add("at(\"sin x\")", "sin x at 0 is 0");
        assertThat(formulas.functions()).isEmpty();
        formulas.add("table(\"sin x\")", "(sin x)′ = cos x");
        assertThat(formulas.functions())
                .containsExactlyInAnyOrder(ScalarFunction.SIN, ScalarFunction.COS);
        assertThat(formulas.written()).containsExactly("sin x");
    }

    @Test
    void ruleIsShownByTheFormulaThatUsesItOrByItsName() {
        var formulas = new ShownFormulas();
        formulas.add("\"2^x\"", "(2ˣ)′ = 2ˣ·ln 2");
        var shown = new Shown(Set.of(), "1  loss  (quotient rule)\\nsum rule (A31)", formulas);
        assertThat(
                        List.of(
                                shown.uses(Rule.EXPONENTIAL_OF_BASE),
                                shown.uses(Rule.QUOTIENT),
                                shown.uses(Rule.SUM)))
                .containsOnly(true);
        assertThat(shown.uses(Rule.PRODUCT)).isFalse();
    }

    @Test
    void stepOfADerivationNamesItsOp() {
        var shown = new Shown(Set.of(), "2  layerNorm  (layer norm)", new ShownFormulas());
        assertThat(shown.names("layerNorm")).isTrue();
        assertThat(shown.names("batchNorm")).isFalse();
        assertThat(shown.has(Pattern.compile("\\(layer \\w+\\)"))).isTrue();
    }
}
