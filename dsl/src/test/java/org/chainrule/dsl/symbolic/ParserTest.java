package org.chainrule.dsl.symbolic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.chainrule.dsl.error.ChainruleException;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParserTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '@',
            textBlock =
                    """
                    2x @ 2*x
                    2x @ 2·x
                    xy @ y*x
                    1/2x @ x/2
                    -x^2 @ 0 - (x*x)
                    2^3^x @ 2^(3^x)
                    x^-2 @ 1/x^2
                    2*-3x @ -6x
                    x² @ x^2
                    e⁻ˣ @ 1/e^x
                    xⁿ⁻¹ @ x^(n-1)
                    sin 2x @ sin(2*x)
                    sin x cos x @ sin(x)*cos(x)
                    cos x e^x @ e^x*cos(x)
                    sin² x @ (sin x)^2
                    sin^2 x @ (sin x)^2
                    xsin(x) @ x*sin x
                    2 pi x @ 2*π*x
                    |x|y @ abs(x)*y
                    ||x|-1| @ abs(abs(x) - 1)
                    √x @ sqrt(x)
                    √(x+1) @ (x+1)^(1/2)
                    exp x @ e^x
                    log₂ x @ log(x, 2)
                    log_a x @ log(x, a)
                    arcsin x @ asin x
                    x1 + x_2 @ x₁ + x₂
                    theta^2 @ θ^2
                    σ(x) @ sigmoid(x)
                    Φ(x) + φ(x) @ Phi(x) + phi(x)
                    0.1 + 0.2 @ 3/10
                    0.5x @ x/2
                    x − 1 @ x - 1
                    x + 1 @ 1 + x
                    √2·√2 @ 2
                    """)
    void oneExpressionIsWrittenInManyWays(String one, String other) {
        assertThat(Expression.parse(one)).isEqualTo(Expression.parse(other));
    }

    @ParameterizedTest
    @CsvSource({"√(x^2), |x|", "x^2, x", "2/x, 2x", "sin x, sin(x)^2", "x^(1/2), x^(1/3)"})
    void differentExpressionsDiffer(String one, String other) {
        assertThat(Expression.parse(one)).isNotEqualTo(Expression.parse(other));
    }

    private static void refused(String text, String... lines) {
        assertThatThrownBy(() -> Expression.parse(text))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(String.join("\n", lines));
    }

    @Test
    void unknownFunctionIsNamedWithTheNearest() {
        refused(
                "2 + sinn(x)",
                "expression: a function must be one that there is, but found sinn. Did you mean sin?",
                "  2 + sinn(x)",
                "      ^");
        refused(
                "foo(x)",
                "expression: a function must be one that there is, but found foo. Write f*o*o*(…)"
                        + " for a product.",
                "  foo(x)",
                "  ^");
    }

    @Test
    void unbalancedParentheses() {
        refused(
                "2(x + 1",
                "expression: every ( must be closed, but this one is not. Add ).",
                "  2(x + 1",
                "   ^");
        refused(
                "x + 1)",
                "expression: every ) must close a (, but this one closes none. Leave it out.",
                "  x + 1)",
                "       ^");
        refused(
                "|x + 1",
                "expression: every | must be closed, but this one is not. Add |.",
                "  |x + 1",
                "  ^");
    }

    @Test
    void missingOperand() {
        refused(
                "2x + * 3",
                "expression: a number, a variable or a parenthesis must stand here, but found *."
                        + " Write what is missing.",
                "  2x + * 3",
                "       ^");
        refused(
                "x^",
                "expression: a number, a variable or a parenthesis must stand here, but the text"
                        + " ends. Write what is missing.",
                "  x^",
                "    ^");
    }

    @Test
    void unknownCharacter() {
        refused(
                "x # 2",
                "expression: a character must be a digit, a letter or a sign, but found #. Leave it"
                        + " out.",
                "  x # 2",
                "    ^");
    }

    @Test
    void numbersSideBySide() {
        refused(
                "2 3",
                "expression: an operator must stand here, but found 3. Write * between factors.",
                "  2 3",
                "    ^");
    }

    @Test
    void wrongNumberOfArguments() {
        refused(
                "log(x)",
                "expression: log takes 2 arguments, but found 1. Write log(x, a).",
                "  log(x)",
                "  ^");
    }

    @Test
    void inverseFunctionIsNotAPower() {
        refused(
                "tan^-1 x",
                "expression: the power of a function's name must be 1, 2, 3, …, but found another."
                        + " Put parentheses around tan(…), or write atan for the inverse of tan.",
                "  tan^-1 x",
                "     ^");
    }

    @Test
    void casesThatDoNotMatch() {
        refused(
                "{1 if x > 0; 0 if y ≤ 0}",
                "expression: other cases must hold where the first does not, but the two"
                        + " compare different things. Write {… if a > b; … if a ≤ b}.",
                "  {1 if x > 0; 0 if y ≤ 0}",
                "                    ^");
    }

    @Test
    void casesOfThree() {
        Expression cases = Expression.parse("{1 if x > a; 1/2 if x = a; 0 if x < a}");
        assertThat(cases)
                .isEqualTo(Expression.parse("{1 if x > a; {0 if a > x; 1/2 if a ≤ x} if x ≤ a}"));
        assertThat(cases.text()).isEqualTo("{1 if x > a; 1/2 if x = a; 0 if x < a}");
        assertThat(cases.at(Map.of("x", 2.0, "a", 2.0))).isEqualTo(0.5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "\t"})
    void emptyText(String text) {
        refused(
                text,
                "expression: there must be something to read, but the text is empty. Write for"
                        + " example x^2.");
    }

    @Test
    void tenThousandDeepIsRefused() {
        refused(
                "(".repeat(10_000) + "x" + ")".repeat(10_000),
                "expression: an expression may be nested 200 deep, but here it is deeper. Write it"
                        + " in parts.",
                "  …" + "(".repeat(60) + "…",
                " ".repeat(33) + "^");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-", "2^", "√", "|", "sin ", "{1 if 2 > ", "max(1, "})
    void anythingTenThousandDeepIsRefused(String part) {
        assertThatThrownBy(() -> Expression.parse(part.repeat(10_000) + "x"))
                .isInstanceOf(ChainruleException.class)
                .hasMessageStartingWith("expression: an expression may be nested 200 deep");
    }

    @Test
    void longSumsTakeNoLongTime() {
        StringBuilder text = new StringBuilder("1");
        for (int i = 0; i < 20_000; i++) {
            text.append("+x").append(i).append("*x^").append(i);
        }
        Assertions.assertTimeout(
                Duration.ofSeconds(20),
                () ->
                        assertThat(Expression.parse(text.toString()).derivative("x").parts())
                                .hasSize(19_999));
    }
}
