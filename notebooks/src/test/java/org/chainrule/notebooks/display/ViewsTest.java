package org.chainrule.notebooks.display;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.chainrule.dsl.Net;
import org.chainrule.dsl.classroom.BackpropByHand;
import org.chainrule.dsl.classroom.Exercise;
import org.chainrule.dsl.classroom.Exercises;
import org.chainrule.dsl.classroom.Given;
import org.chainrule.dsl.derivation.DeltaForm;
import org.chainrule.dsl.eval.NumericArray;
import org.chainrule.dsl.graph.Binary;
import org.chainrule.dsl.graph.Dim;
import org.chainrule.dsl.losses.Losses;
import org.chainrule.dsl.notation.Formula;
import org.chainrule.dsl.probability.Bayes;
import org.chainrule.dsl.symbolic.Derivation;
import org.chainrule.dsl.symbolic.EulerLimit;
import org.chainrule.dsl.symbolic.Expression;
import org.chainrule.dsl.symbolic.Notation;
import org.chainrule.dsl.symbolic.Partials;
import org.chainrule.dsl.symbolic.Tangent;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** How each kind of value looks: its text, and its richer form. */
class ViewsTest {
    private static final NumericArray X = NumericArray.of(new double[] {0.5, -1, 2, 0.25}, 2, 2);

    private static String html(Object value) {
        return Views.of(value).rich().get("text/html");
    }

    private static String latex(Object value) {
        return Views.of(value).rich().get("text/latex");
    }

    private static Derivation derivation(String function) {
        return Derivation.of(Expression.parse(function), "x", 1, Notation.LAGRANGE);
    }

    @Test
    void derivationIsLinesOfLatexWithTheirRules() {
        assertThat(Views.of(derivation("5x^3")).text())
                .isEqualTo(
                        """
                        f(x) = 5x³
                          1. (x³)′ = 3x²             power rule (A35)
                          2. (5x³)′ = 5·3x² = 15x²   constant multiple rule (A30)
                        f′(x) = 15x²\
                        """);
        assertThat(latex(derivation("5x^3")))
                .isEqualTo(
                        """
                        $$\\begin{aligned}
                        &f(x) = 5x^{3} \\\\[4pt]
                        &\\left(x^{3}\\right)^{\\prime} = 3x^{2} &&\\text{power rule (A35)} \\\\[4pt]
                        &\\left(5x^{3}\\right)^{\\prime} = 5 \\cdot 3x^{2} = 15x^{2} \
                        &&\\text{constant multiple rule (A30)} \\\\[4pt]
                        &\\boxed{f^{\\prime}(x) = 15x^{2}}
                        \\end{aligned}$$\
                        """);
    }

    @Test
    void formulasExpressionsAndTangentsAreLatex() {
        assertThat(latex(Formula.fraction(Formula.symbol("a"), Formula.number("2"))))
                .isEqualTo("$$\\frac{a}{2}$$");
        assertThat(latex(Expression.parse("x^2"))).isEqualTo("$$x^{2}$$");
        Tangent tangent = Tangent.of(Expression.parse("x^3 - x"), "x", Expression.ONE);
        assertThat(Views.of(tangent)).isEqualTo(Bundle.math("y = 2x − 2", "y = 2x - 2"));
    }

    @Test
    void listOfFormulasIsOneBlockAndAnyOtherListItsText() {
        Formula a = Formula.symbol("a");
        assertThat(latex(List.of(a, a)))
                .isEqualTo("$$\\begin{aligned}\n&a \\\\[4pt]\n&a\n\\end{aligned}$$");
        assertThat(Views.of(List.of(1, 2))).isEqualTo(Bundle.of("[1, 2]"));
        assertThat(Views.of(List.of())).isEqualTo(Bundle.of("[]"));
    }

    @Test
    void calculationIsLatex() {
        var calculation = Bayes.ofTest(0.01, 0.99, 0.95).calculation("ill");
        assertThat(latex(calculation)).startsWith("$$\\begin{aligned}\n&");
        assertThat(Views.of(calculation).text()).isEqualTo(calculation.text().stripTrailing());
    }

    @Test
    void derivationOfANetworkIsMarkdownWithAHeadingForEachStep() {
        var derivation = Net.features(2).dense(3).derive(Losses.meanSquaredError());
        assertThat(Views.of(derivation).rich().get("text/markdown"))
                .startsWith("**1.** `loss` (")
                .contains(
                        "**2.** `dense` (linear)\n\n$x$: `features` (batch, width 2); $W$:"
                                + " `dense.weight` (width 3, width 2); $b$: `dense.bias` (width"
                                + " 3)\n\n$$\\begin{aligned}\ny &= ")
                .contains("d W &= d y^{\\top} \\cdot x");
    }

    @Test
    void ledgerIsATableWithBoundsInsteadOfRounding() {
        var net = Net.features(2).dense(1).tanh();
        var ledger = net.checkGradients(Losses.meanSquaredError(), X, NumericArray.filled(1, 2, 1));
        assertThat(Views.of(ledger).text().lines().toList())
                .hasSize(5)
                .startsWith("network, fp64")
                .element(1)
                .asString()
                .matches(" +tensor +shape +norm +manual − autograd +manual − numerical");
        assertThat(Views.of(ledger).text().lines().skip(2))
                .allMatch(line -> line.matches("✓ pass .* (exact|< 1e-1\\d) +(0|< 1e-\\d+)"));
        assertThat(html(ledger)).contains("<td style=\"text-align: left\">✓ pass</td>");
    }

    @Test
    void tableHasItsNumbersAtTheRightAndNothingForMissing() {
        Table table =
                Table.create(
                        "a < b",
                        StringColumn.create("kind", "x & y", "z"),
                        IntColumn.create("count", 3, 40),
                        DoubleColumn.create("mean", 0.123456789, Double.NaN));
        assertThat(Views.of(table).text())
                .isEqualTo("a < b\nkind   count      mean\nx & y      3  0.123457\nz         40");
        assertThat(html(table))
                .contains("a &lt; b</caption>")
                .contains("<td style=\"text-align: left\">x &amp; y</td>")
                .contains("<td style=\"text-align: right\">0.123457</td>")
                .contains("<td style=\"text-align: right\"></td>");
    }

    @Test
    void longTableShowsItsFirstAndLastTenRows() {
        Table table = Table.create("n", IntColumn.indexColumn("i", 1000, 1));
        assertThat(Views.of(table).text().lines().map(String::strip).toList())
                .startsWith("n (1,000 rows)", "i", "1")
                .contains("10", "…", "991", "1000")
                .doesNotContain("11", "990")
                .hasSize(23);
    }

    @Test
    void limitAndMatrixAreTables() {
        assertThat(Views.of(EulerLimit.upTo(1)).text().lines().skip(1).map(String::strip))
                .containsExactly(
                        "1  2.0000000000000       7.183e-01",
                        "10  2.5937424601000       1.245e-01");
        assertThat(Views.of(X).text()).isEqualTo("2 × 2\n0.50  -1.00\n2.00   0.25");
        assertThat(Views.of(NumericArray.scalar(2.5)).text()).isEqualTo("2.5");
        assertThat(Views.of(NumericArray.filled(0, 0, 2)).rich()).isEmpty();
        assertThat(Views.of(NumericArray.filled(1, 1, 1, 2)).text())
                .isEqualTo("1 × 1 × 2: [[[1.0, 1.0]]]");
    }

    @Test
    void worksheetIsARowForEachGradientAndWhatIsStillToBeFound() {
        var sheet =
                BackpropByHand.drawn(42)
                        .worksheet()
                        .fill("logprobs", w -> w.value("chosen").times(w.d("loss")).over(-32))
                        .fill("probs", w -> w.d("logprobs"));
        assertThat(Views.of(sheet).text())
                .startsWith(
                        "dlogprobs        right  exact\ndprobs           wrong  max difference ")
                .contains("\nStill to be found: dcounts_sum_inv, dcounts_sum, ");
        assertThat(html(sheet))
                .contains("<tr><td style=\"text-align: left\">✓\u00a0right</td>")
                .contains("left\">✗\u00a0wrong</td><td style=\"text-align: left\">dprobs</td>")
                .contains("</table>\n<p>Still to be found: dcounts_sum_inv, ");
        assertThat(html(BackpropByHand.drawn(42).worksheet()))
                .startsWith("<p>Still to be found: dlogprobs, ");
    }

    @Test
    void partialsAreAMatrixInLatex() {
        Expression f = Expression.parse("x^2 y");
        assertThat(Views.of(Partials.gradient(f, List.of("x", "y"))))
                .isEqualTo(
                        Bundle.math("[2xy; x²]", "\\begin{bmatrix}2xy \\\\ x^{2}\\end{bmatrix}"));
    }

    @Test
    void deltaFormIsTypesetWithItsLinesAsText() {
        Net net = Net.features(2).dense(3).tanh().dense(1);
        var form = new DeltaForm(net, Losses.meanSquaredError());
        assertThat(Views.of(form))
                .isEqualTo(
                        Bundle.math(
                                """
                                rows are examples; a⁰ is the input
                                dense2: δ² = ∂L/∂z²  (batch, width 1)
                                  dW² = δ²ᵀ·a¹, db² = Σ δ²
                                dense: δ¹ = (δ²·W²) ⊙ tanh′(z¹)  (batch, width 3)
                                  dW¹ = δ¹ᵀ·a⁰, db¹ = Σ δ¹\
                                """,
                                form.latex()));
    }

    @Test
    void networkThatLearnsNothingHasNoStepsAndSaysSo() {
        var derivation = Net.features(2).tanh().derive(Losses.meanSquaredError());
        assertThat(Views.of(derivation))
                .isEqualTo(
                        Bundle.of(
                                "No steps: nothing in this network learns, so no gradient is"
                                        + " asked for."));
    }

    @Test
    void stepIsItsEquationsInLinesWithWhatTheirNamesStandFor() {
        var step = Net.features(2).dense(3).derive(Losses.hinge()).steps().get(0);
        assertThat(Views.of(step).text())
                .isEqualTo(
                        """
                        1  loss  (hinge error)
                           x: dense (batch, width 3)
                           t: target (batch, width 3)
                           L = mean(h)
                             h = relu(1 − t ⊙ x)
                           dL = 1
                           dx = −([t ⊙ x < 1] ⊙ t)·(dL/(3·n[batch]))\
                        """);
        assertThat(Views.of(step).rich().get("text/markdown"))
                .startsWith(
                        "**1.** `loss` (hinge error)\n\n$x$: `dense` (batch, width 3); $t$:"
                                + " `target` (batch, width 3)\n\n$$\\begin{aligned}\nL &= ")
                .contains(" \\\\[4pt]\n&\\quad h = ");
    }

    @Test
    void exerciseNamesTheGradientThatItsResultGets() {
        var one = Views.of(Exercises.tanh());
        assertThat(one.text()).contains("\nand dy = ∂L/∂y, find dx. Hints: ");
        assertThat(one.rich().get("text/markdown"))
                .contains("find `dx`, the gradient with respect to x. There are ");
        var loss = Views.of(Exercises.crossEntropy());
        assertThat(loss.text()).contains("\nand dL = ∂J/∂L (dy in code), find dx. Hints: ");
        assertThat(loss.rich().get("text/markdown"))
                .contains("(`dy` in code), find `dx`, the gradient with respect to x. There");
        assertThat(Views.of(Exercises.linear()).rich().get("text/markdown"))
                .contains("the gradients with respect to x, W, b. There");
    }

    /** The formula of the gradient of b alone would have the shape of y. */
    @Test
    void sumOverWhatAnInputIsRepeatedAlongIsSaid() {
        Dim out = Dim.of("out", 3);
        var shift =
                Exercise.of(
                        "shift",
                        Binary.ADD,
                        Given.reals("x", Dim.of("n", 4), out),
                        Given.reals("b", out));
        var solution = Views.of(shift.solution());
        assertThat(solution.rich().get("text/markdown"))
                .contains("d b &= d y\\quad\\text{summed over n 4}\n");
        assertThat(solution.text()).contains("db = dy, summed over n 4");
    }

    @Test
    void wrongGradeNamesTheMistakeAndRightOneTheAgreement() {
        var exercise = Exercises.tanh();
        var wrong =
                exercise.grade(
                        "dx", (call, dy) -> dy.times(call.input(0).square().subtractedFrom(1)));
        assertThat(html(wrong))
                .startsWith("<p><b>tanh: 0 of 1 gradients right.</b></p>\n<p>✗ <b>dx</b> is wrong")
                .contains("<br>\nMistake: used the input where the output belongs. ")
                .contains("The smallest input that shows it:");
        var right =
                exercise.grade(
                        "dx", (call, dy) -> dy.times(call.output(0).square().subtractedFrom(1)));
        assertThat(html(right)).contains("<p>✓ <b>dx</b> is right: ").doesNotContain("Mistake");
        assertThat(Views.of(right).text()).isEqualTo(right.text().stripTrailing());
    }

    @Test
    void exerciseSaysWhatIsGivenAndAsked() {
        assertThat(Views.of(Exercises.linear()).text())
                .startsWith("Exercise: linear. Given x (n ")
                .contains("and dy = ∂L/∂y, find dx, d")
                .endsWith("Hints: " + Exercises.linear().hints().size() + ".");
        assertThat(Views.of(Exercises.linear().solution()).rich())
                .containsOnlyKeys("text/markdown");
    }

    @Test
    void anythingElseIsItsTextAlone() {
        assertThat(Views.of("a < b")).isEqualTo(Bundle.of("a < b"));
        assertThat(Views.of(null)).isEqualTo(Bundle.of("null"));
        assertThat(Views.of(new double[] {1, 2})).isEqualTo(Bundle.of("[1.0, 2.0]"));
        assertThat(Views.of(new String[] {"a"})).isEqualTo(Bundle.of("[a]"));
    }
}
