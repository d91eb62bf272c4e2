package org.chainrule.dsl.symbolic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every row and worked example of section A of the syllabus, in the form of textbooks. */
class SyllabusTest {

    /** Row, expression, derivative by x, the ids of the rules from the top of the tree. */
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '@',
            quoteCharacter = '"',
            textBlock =
                    """
                    A1@ 5@ 0@ A1
                    A1@ c@ 0@ A1
                    A2@ x^n@ n·xⁿ⁻¹@ A35
                    A2@ x^5@ 5x⁴@ A35
                    A2@ x^-2@ −2/x³@ A35
                    A2@ x^(3/2)@ 3√x/2@ A35
                    A2@ x^(2/3)@ 2/(3x^(1/3))@ A35
                    A3@ 1/x@ −1/x²@ A35
                    A3@ sqrt x@ 1/(2√x)@ A35
                    A4@ e^x@ eˣ@ A4
                    A5@ a^x@ aˣ·ln a@ A5
                    A6@ ln x@ 1/x@ A6
                    A7@ log(x, a)@ 1/(x·ln a)@ A37 A30 A6
                    A8@ sin x@ cos x@ A8
                    A9@ cos x@ −sin x@ A9
                    A10@ tan x@ sec² x@ A10
                    A11@ sec x@ sec x·tan x@ A11
                    A12@ csc x@ −csc x·cot x@ A12
                    A13@ cot x@ −csc² x@ A13
                    A16@ asin x@ 1/√(1 − x²)@ A16
                    A17@ acos x@ −1/√(1 − x²)@ A17
                    A18@ atan x@ 1/(1 + x²)@ A18
                    A19@ e^(ax)@ a·e^(ax)@ A34 A4 A30 A35
                    A20@ ln(ax)@ 1/x@ A34 A6 A30 A35
                    A21@ x^x@ xˣ(1 + ln x)@ A36 A32 A35 A6
                    A22@ sigmoid(x)@ σ(x)(1 − σ(x))@ A22
                    A23@ tanh x@ 1 − tanh² x@ A23
                    A24@ relu x@ {1 if x > 0; 0 if x ≤ 0}@ A24
                    A25@ leaky_relu(x, a)@ {1 if x > 0; a if x ≤ 0}@ A25
                    A26@ softplus x@ σ(x)@ A26
                    A27@ gelu x@ Φ(x) + x·φ(x)@ A27
                    A27@ silu x@ σ(x) + x·σ(x)(1 − σ(x))@ A27
                    A27@ x*sigmoid(x)@ σ(x) + x·σ(x)(1 − σ(x))@ A32 A35 A22
                    A28@ |x|@ sign x@ A28
                    A28@ sinh x@ cosh x@ A28
                    A28@ cosh x@ sinh x@ A28
                    A28@ erf x@ 2e^(−x²)/√π@ A28
                    A28@ max(x, 2)@ {1 if x > 2; 1/2 if x = 2; 0 if x < 2}@ A28
                    A28@ min(x, 2)@ {1 if x < 2; 1/2 if x = 2; 0 if x > 2}@ A28
                    A30@ 5x^3@ 15x²@ A30 A35
                    A31@ x^2 + sin x@ 2x + cos x@ A31 A35 A8
                    A32@ x^2 e^x@ eˣ(x² + 2x)@ A32 A35 A4
                    A33@ sin x / cos x@ sec² x@ A33 A8 A9
                    A34@ (x^2+1)^3@ 6x(x² + 1)²@ A34 A35 A31 A1
                    A34@ sin 2x@ 2cos 2x@ A34 A8 A30 A35
                    A34@ e^(x^2)@ 2x·e^(x²)@ A34 A4 A35
                    A34@ ln(x^2+1)@ 2x/(x² + 1)@ A34 A6 A31 A35 A1
                    A36@ (sin x)^x@ (sin x)ˣ·(ln(sin x) + x·cot x)@ A36 A32 A35 A34 A6 A8
                    A37@ log(x, 2)@ 1/(x·ln 2)@ A37 A30 A6
                    """)
    void derivativeHasItsTextbookForm(String row, String text, String expected, String rules) {
        check(text, "x", expected, rules);
    }

    @Test
    void squaredErrorOfOneWeight() {
        check("(wx - t)^2", "w", "2x(wx − t)", "A34 A35 A31 A30 A1");
    }

    @Test
    void negativeLogLikelihood() {
        check("-ln p", "p", "−1/p", "A30 A6");
    }

    private static void check(String text, String by, String expected, String rules) {
        DerivativeStep step = Differentiation.of(Expression.parse(text), by);
        assertThat(step.result().text()).isEqualTo(expected);
        assertThat(step.rules().stream().map(Rule::id)).containsExactly(rules.split(" "));
    }

    @ParameterizedTest
    @CsvSource({
        "x^2 ln x, 2x·ln x + x",
        "sin x/x, (x·cos x − sin x)/x²",
        "ln x/x, (1 − ln x)/x²",
        "x/(x^2+1), (1 − x²)/(x² + 1)²",
        "(x+1)/(x-1), −2/(x − 1)²",
        "(2x+1)(x-3), 4x − 5",
        "x(x^2+1)^3, (x² + 1)²(7x² + 1)",
        "sqrt(x^2+1), x/√(x² + 1)",
        "x/sqrt(x^2+1), 1/(x² + 1)^(3/2)",
        "ln(sin x), cot x",
        "ln(cos x), −tan x",
        "ln |x|, 1/x",
        "x|x|, 2·|x|",
        "sin x cos x, cos² x − sin² x",
        "sin^2 x + cos^2 x, 0",
        "x e^-x, e⁻ˣ(1 − x)",
        "atan(1/x), −1/(x² + 1)",
        "2^x, 2ˣ·ln 2",
        "1/ln x, −1/(x·ln² x)",
    })
    void otherDerivativesOfTextbooks(String text, String expected) {
        assertThat(Expression.parse(text).derivative("x").text()).isEqualTo(expected);
    }

    @Test
    void higherDerivatives() {
        assertThat(Differentiation.higher(Expression.parse("x^5"), "x", 6))
                .extracting(step -> step.result().text())
                .containsExactly("5x⁴", "20x³", "60x²", "120x", "120", "0");
        assertThat(Differentiation.higher(Expression.parse("sin x"), "x", 4))
                .extracting(step -> step.result().text())
                .containsExactly("cos x", "−sin x", "−cos x", "sin x");
    }

    @Test
    void chainRuleShowsTheOuterAndTheInnerFunction() {
        DerivativeStep step = Differentiation.of(Expression.parse("(x^2+1)^3"), "x");
        assertThat(step.substeps().get(0).of().text()).isEqualTo("u³");
        assertThat(step.substeps().get(0).by()).isEqualTo("u");
        assertThat(step.substeps().get(0).result().text()).isEqualTo("3u²");
        assertThat(step.substeps().get(1).of().text()).isEqualTo("x² + 1");
        assertThat(step.substeps().get(1).result().text()).isEqualTo("2x");
    }

    @Test
    void variableOfTheOuterFunctionDoesNotOccurElsewhere() {
        DerivativeStep step = Differentiation.of(Expression.parse("(x + u v)^2"), "x");
        assertThat(step.substeps().get(0).by()).isEqualTo("w");
    }

    private static List<String> lines(String text, Notation notation, int order) {
        Derivation derivation = Derivation.of(Expression.parse(text), "x", order, notation);
        return Arrays.asList(
                derivation.definition().text(),
                derivation.lines(order).get(derivation.lines(order).size() - 1).formula().text(),
                derivation.result(order).text(),
                derivation.result(order).latex());
    }

    @Test
    void leibniz() {
        assertThat(lines("x^2 e^x", Notation.LEIBNIZ, 1))
                .containsExactly(
                        "f(x) = x²·eˣ",
                        "d/dx (x²·eˣ) = 2x·eˣ + x²·eˣ = eˣ(x² + 2x)",
                        "df/dx = eˣ(x² + 2x)",
                        "\\frac{df}{dx} = e^{x}\\left(x^{2} + 2x\\right)");
        assertThat(lines("x^3", Notation.LEIBNIZ, 2).get(2)).isEqualTo("d²f/dx² = 6x");
        assertThat(lines("x y^2", Notation.LEIBNIZ, 1).get(2)).isEqualTo("∂f/∂x = y²");
    }

    @Test
    void lagrange() {
        assertThat(lines("(x^2+1)^3", Notation.LAGRANGE, 1))
                .containsExactly(
                        "f(x) = (x² + 1)³",
                        "((x² + 1)³)′ = 3(x² + 1)²·2x = 6x(x² + 1)²",
                        "f′(x) = 6x(x² + 1)²",
                        "f^{\\prime}(x) = 6x\\left(x^{2} + 1\\right)^{2}");
        assertThat(lines("x^3", Notation.LAGRANGE, 2).get(2)).isEqualTo("f′′(x) = 6x");
        assertThat(lines("x^6", Notation.LAGRANGE, 4).get(2)).isEqualTo("f⁽⁴⁾(x) = 360x²");
        assertThat(lines("x y^2", Notation.LAGRANGE, 1).get(2)).isEqualTo("fₓ′(x, y) = y²");
    }
}
