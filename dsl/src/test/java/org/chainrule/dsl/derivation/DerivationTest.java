package org.chainrule.dsl.derivation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.chainrule.dsl.initializers.Initializers.ones;
import static org.chainrule.dsl.initializers.Initializers.zeros;

import java.io.StringReader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.chainrule.dsl.Net;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.eval.Evaluator;
import org.chainrule.dsl.eval.NumericArray;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.Foreign;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Op;
import org.chainrule.dsl.graph.Type;
import org.chainrule.dsl.graph.Variable;
import org.chainrule.dsl.layers.Layer;
import org.chainrule.dsl.layers.Parameter;
import org.chainrule.dsl.losses.Losses;
import org.chainrule.dsl.ops.Attention;
import org.chainrule.dsl.ops.BatchNorm;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class DerivationTest {
    private static final Derivation GPT =
            Net.tokens(8)
                    .embed(11, 6)
                    .learnedPositions()
                    .repeat(
                            2,
                            block ->
                                    block.residual(
                                                    r ->
                                                            r.layerNorm()
                                                                    .causalAttention(2)
                                                                    .dropout(0.1))
                                            .residual(r -> r.layerNorm().dense(12).gelu().dense(6)))
                    .tiedLogits()
                    .derive(Losses.crossEntropy());

    @Test
    void textShowsEachStepFromTheLossBack() {
        String text =
                Net.features(2).dense(3).relu().logits(2).derive(Losses.crossEntropy()).text();
        assertThat(text)
                .isEqualTo(
                        """
                        1  loss  (cross entropy)
                           x: logits (batch, class 2)
                           t: target (batch)
                           L = −(Σ (Σ[class] y ⊙ logSoftmax(x)) ⊙ c)/n where y = [t = class], c = [t ≠ −100], n = Σ c
                           dL = 1
                           dx = (ŷ − y) ⊙ (c·(dL/n)) where ŷ = softmax(x)  (batch, class 2)    [to logits]

                        2  logits  (linear)
                           x: relu (batch, width 3)
                           W: logits.weight (class 2, width 3)
                           y = x·Wᵀ
                           dy = ∂L/∂y  (batch, class 2)
                           dx = dy·W  (batch, width 3)    [to relu]
                           dW = dyᵀ·x  (class 2, width 3)    [to logits.weight]

                        3  relu  (relu)
                           x: dense (batch, width 3)
                           y = {x if x > 0; 0 otherwise}
                           dy = ∂L/∂y  (batch, width 3)
                           ∂y/∂x = {1 if x > 0; 0 otherwise}
                           dx = {dy if x > 0; 0 otherwise}  (batch, width 3)    [to dense]

                        4  dense  (linear)
                           x: features (batch, width 2)
                           W: dense.weight (width 3, width 2)
                           b: dense.bias (width 3)
                           y = x·Wᵀ + b
                           dy = ∂L/∂y  (batch, width 3)
                           dx = dy·W  (batch, width 2)    [to features]
                           dW = dyᵀ·x  (width 3, width 2)    [to dense.weight]
                           db = Σ[batch] dy  (width 3)    [to dense.bias]

                        gradients
                           d(dense.weight) (width 3, width 2)    [of step 4]
                           d(dense.bias) (width 3)    [of step 4]
                           d(logits.weight) (class 2, width 3)    [of step 2]
                        """);
    }

    @Test
    void closedFormsOfTextbooksAreWritten() {
        assertThat(lines("block[1].causalAttention.attention"))
                .contains(
                        "y = P·v where S = {q·kᵀ/√3 if s ≤ t; −∞ otherwise}, P = softmax(S)",
                        "dv = Pᵀ·dy  (batch, head 2, time, size 3)    [to"
                                + " block[1].causalAttention.transpose3]");
        assertThat(lines("block[1].causalAttention.attention"))
                .anyMatch(
                        line ->
                                line.startsWith(
                                        "dq = dS/√3·k where dP = dy·vᵀ, dS = P ⊙ (dP − Σ[time] dP"));
        assertThat(lines("block[0].layerNorm"))
                .anyMatch(
                        line ->
                                line.startsWith(
                                        "dx = (g − mean[width](g) − x̂ ⊙ mean[width](g ⊙ x̂)) ⊙ r"
                                                + " where g = dy ⊙ γ, x̂ = (x − μ) ⊙ r"));
        assertThat(lines("block[0].gelu"))
                .contains(
                        "y = x ⊙ Φ where Φ = (erf(x/√2) + 1)/2",
                        "∂y/∂x = Φ + x ⊙ φ where φ = e^(−x²/2)/√(2π)",
                        "dx = dy ⊙ (Φ + x ⊙ φ)  (batch, time, width 12)    [to block[0].dense]");
    }

    @Test
    void batchNormIsWrittenAsTextbooksDo() {
        Layer norm =
                (scope, x) ->
                        new BatchNorm(1e-5)
                                .apply(
                                        x,
                                        scope.parameter("weight", ones(), x.shape().dim(-1)),
                                        scope.parameter("bias", zeros(), x.shape().dim(-1)));
        Derivation derivation =
                Net.features(2).dense(3).then(norm).logits(2).derive(Losses.crossEntropy());
        assertThat(derivation.text())
                .contains(
                        "y = (x − μ) ⊙ r ⊙ γ + β where μ = mean[batch](x), σ² = mean[batch]((x −"
                                + " μ)²), r = 1/√(σ² + 10⁻⁵)",
                        "dx = (g − mean[batch](g) − x̂ ⊙ mean[batch](g ⊙ x̂)) ⊙ r where g = dy ⊙ γ,"
                                + " x̂ = (x − μ) ⊙ r",
                        "dγ = Σ[batch] dy ⊙ x̂  (width 3)",
                        "dβ = Σ[batch] dy");
    }

    @Test
    void gradientsOfTiedWeightsAndResidualsAreAdded() {
        Parameter table = GPT.parameters().get(0);
        assertThat(table.path()).isEqualTo("embed.weight");
        int last = GPT.steps().size();
        assertThat(GPT.contributions(table.node())).containsExactly(2, last);
        assertThat(GPT.text()).contains("[to embed.weight, added to that of step " + last + "]");
    }

    @Test
    void everyParameterHasAGradient() {
        for (Parameter parameter : GPT.parameters()) {
            assertThat(GPT.contributions(parameter.node())).as(parameter.path()).isNotEmpty();
            assertThat(GPT.gradient(parameter.node()).shape().agrees(parameter.shape())).isTrue();
        }
    }

    @Test
    void formulasNameNothingButTheStepsOwnSymbols() {
        for (Step step : GPT.steps()) {
            for (Step.Downstream d : step.downstream()) {
                assertThat(d.equation().text())
                        .as(step.path())
                        .doesNotContain("weight")
                        .hasSizeLessThan(250);
            }
        }
    }

    @Test
    void numbersAreThoseOfCentralDifferences() {
        Derivation derivation =
                Net.features(2).dense(3).gelu().logits(2).derive(Losses.crossEntropy());
        NumericArray x = NumericArray.of(new double[] {0.3, -1.2, 2.1, 0.7}, 2, 2);
        NumericArray y = NumericArray.of(new double[] {1, 0}, 2);
        Parameter weight = derivation.parameters().get(0);
        Numbers numbers = new Numbers(derivation, List.of(x), y, 3);
        double derived = numbers.of(derivation.gradient(weight.node())).values()[1];
        double step = 1e-6;
        double[] losses = new double[2];
        for (int side = 0; side < 2; side++) {
            double[] values = weight.values(3);
            values[1] += side == 0 ? step : -step;
            Map<Variable, NumericArray> given = new HashMap<>();
            for (Parameter parameter : derivation.parameters()) {
                given.put(
                        parameter.variable(),
                        NumericArray.of(parameter.values(3), parameter.shape().sizes()));
            }
            given.put(weight.variable(), NumericArray.of(values, weight.shape().sizes()));
            given.put(derivation.inputs().get(0), x);
            given.put(derivation.target().orElseThrow(), y);
            losses[side] = new Evaluator(given, 3).valueOf(derivation.loss()).item();
        }
        double central = (losses[0] - losses[1]) / (2 * step);
        assertThat(Math.abs(derived - central)).isLessThan(1e-8);
        assertThat(Math.abs(derived)).isGreaterThan(1e-3);
    }

    @Test
    void closedFormsEqualWhatTheChainRuleComposes() {
        Numbers numbers = Numbers.drawn(GPT, 5);
        int compared = 0;
        for (Step step : GPT.steps()) {
            if (step.composed().isEmpty()) {
                continue;
            }
            for (Step.Downstream d : step.downstream()) {
                assertThat(numbers.difference(step.closed(d), step.composed(d)))
                        .as("%s %s", step.path(), d.equation().name().text())
                        .isLessThan(1e-14);
                compared++;
            }
        }
        assertThat(compared).isGreaterThan(20);
    }

    @Test
    void valueThatAStepTakesThriceHasItsWholeGradientComposed() {
        Layer attention = (scope, x) -> new Attention(true, 0).apply(x, x, x);
        Derivation derivation =
                Net.sequence(3).dense(4).then(attention).logits(2).derive(Losses.crossEntropy());
        Step step = derivation.steps().get(2);
        assertThat(step.rule()).isEqualTo("attention");
        assertThat(step.downstream()).hasSize(3);
        Numbers numbers = Numbers.drawn(derivation, 1);
        for (Step.Downstream d : step.downstream()) {
            assertThat(numbers.difference(step.closed(d), step.composed(d))).isLessThan(1e-14);
        }
    }

    @Test
    void brokenClosedFormIsSeen() {
        Op wrong =
                new Op() {
                    @Override
                    public List<Node> forward(List<Node> in) {
                        return List.of(in.get(0).square());
                    }

                    @Override
                    public List<Node> vjp(Call call, Node dy) {
                        return List.of(dy.times(call.input(0))); // 2 is missing
                    }
                };
        Derivation derivation =
                Net.features(2).dense(3).activation(wrong).logits(2).derive(Losses.crossEntropy());
        Step step = derivation.steps().get(2);
        Step.Downstream d = step.downstream().get(0);
        assertThat(Numbers.drawn(derivation, 1).difference(step.closed(d), step.composed(d)))
                .isGreaterThan(1e-3);
    }

    @Test
    void partsOfAClosedFormAreCalledByNames() {
        Step step = step("block[0].layerNorm");
        List<String> forward =
                step.composed().stream().map(part -> part.forward().get(0).text()).toList();
        assertThat(forward).contains("μ = u₁/6", "σ² = u₅/6", "r = 1/u₇");
    }

    @Test
    void pageIsWellFormedAndNeedsNothingFromElsewhere() throws Exception {
        String page = GPT.html();
        assertThat(page).doesNotContain("http", "src=", "@import", "url(").contains("#step-1");
        assertThat(page.replaceAll("href=\"#step-\\d+\"", "")).doesNotContain("href");
        String xml = page.replace("<!DOCTYPE html>", "").replaceAll("<meta([^>]*)>", "<meta$1/>");
        Document document =
                DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(new InputSource(new StringReader(xml)));
        int details = document.getElementsByTagName("details").getLength();
        assertThat(details).isGreaterThan(2 * GPT.steps().size());
        assertThat(page).doesNotContain("NaN");
    }

    @Test
    void stepOfAnotherLibraryIsRefusedByItsPath() {
        Foreign block =
                new Foreign() {
                    @Override
                    public List<Type> infer(List<Node> in) {
                        return List.of(in.get(0).type());
                    }

                    @Override
                    public String name() {
                        return "Conv1d";
                    }
                };
        Net net = Net.features(2).dense(3).then((scope, x) -> block.apply(x)).logits(2);
        assertThatThrownBy(() -> net.derive(Losses.crossEntropy()))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(
                        "layer: every step must be made of ops, but Conv1d is a block whose gradient"
                                + " autograd alone knows. Write it as a layer to derive it.");
    }

    @Test
    void latexHasAnAlignedBlockForEachStep() {
        String latex = GPT.latex();
        assertThat(latex.split("\\\\begin\\{align\\*}", -1)).hasSize(GPT.steps().size() + 1);
        assertThat(latex)
                .contains(
                        "$x$: \\texttt{block[0].dense} (batch, time, width 12)\n",
                        "\\frac{\\partial y}{\\partial x} &= \\Phi + x \\odot \\varphi")
                .doesNotContainPattern("[ᵀ−⊙∂²₁γ]");
    }

    private static List<String> lines(String path) {
        String text = GPT.text();
        int start = text.indexOf("  " + path + "  (");
        String step = text.substring(start, text.indexOf("\n\n", start));
        return step.lines().map(String::strip).toList();
    }

    private static Step step(String path) {
        return GPT.steps().stream().filter(s -> s.path().equals(path)).findFirst().orElseThrow();
    }
}
