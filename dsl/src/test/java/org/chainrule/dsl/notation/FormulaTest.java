package org.chainrule.dsl.notation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chainrule.dsl.notation.Formula.fraction;
import static org.chainrule.dsl.notation.Formula.function;
import static org.chainrule.dsl.notation.Formula.negative;
import static org.chainrule.dsl.notation.Formula.number;
import static org.chainrule.dsl.notation.Formula.power;
import static org.chainrule.dsl.notation.Formula.product;
import static org.chainrule.dsl.notation.Formula.root;
import static org.chainrule.dsl.notation.Formula.sum;
import static org.chainrule.dsl.notation.Formula.symbol;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormulaTest {
    private static final Formula X = symbol("x");
    private static final Formula Y = symbol("y");
    private static final Formula ONE = number("1");
    private static final Formula TWO = number("2");

    @Test
    void parenthesesStandWhereAPartBindsLooser() {
        Formula sum = sum(X, ONE);
        assertThat(product("·", sum, Y).text()).isEqualTo("(x + 1)·y");
        assertThat(power(sum, TWO).text()).isEqualTo("(x + 1)²");
        assertThat(sum(X, negative(sum)).text()).isEqualTo("x − (x + 1)");
        assertThat(sum(X, product("·", X, Y)).text()).isEqualTo("x + x·y");
        assertThat(power(power(X, TWO), TWO).text()).isEqualTo("(x²)²");
        assertThat(root(sum).text()).isEqualTo("√(x + 1)");
    }

    @Test
    void fractionNeedsParenthesesInALineOnly() {
        Formula formula = fraction(sum(X, ONE), product("·", TWO, Y));
        assertThat(formula.text()).isEqualTo("(x + 1)/(2·y)");
        assertThat(formula.latex()).isEqualTo("\\frac{x + 1}{2 \\cdot y}");
        assertThat(product("·", X, fraction(X, Y)).text()).isEqualTo("x·(x/y)");
        assertThat(power(fraction(X, Y), TWO).latex()).isEqualTo("\\left(\\frac{x}{y}\\right)^{2}");
    }

    @Test
    void fencesGrowWithWhatIsTallInLatex() {
        assertThat(function("f", sum(X, ONE)).latex()).isEqualTo("f(x + 1)");
        assertThat(function("f", fraction(X, Y)).latex()).isEqualTo("f\\left(\\frac{x}{y}\\right)");
        assertThat(Formula.fenced("|", negative(X), "|").latex()).isEqualTo("\\left|-x\\right|");
    }

    @Test
    void namesOfFunctionsLeaveRoomByThemselvesInLatex() {
        assertThat(function("ln", X).latex()).isEqualTo("\\ln x");
        assertThat(power(function("tanh", X), TWO).latex()).isEqualTo("\\tanh^{2} x");
        assertThat(function("erf", X).latex()).isEqualTo("\\mathrm{erf}\\,x");
    }

    @Test
    void otherKindOfProductStandsInParentheses() {
        assertThat(product("⊙", product("·", X, Y), X).text()).isEqualTo("(x·y) ⊙ x");
        assertThat(product("⊙", product("⊙", X, Y), X).text()).isEqualTo("x ⊙ y ⊙ x");
    }

    @Test
    void elementarySimpleFunctionNeedsNoParentheses() {
        assertThat(function("sin", product("", TWO, X)).text()).isEqualTo("sin 2x");
        assertThat(function("sin", sum(X, ONE)).text()).isEqualTo("sin(x + 1)");
        assertThat(function("softmax", X).text()).isEqualTo("softmax(x)");
        assertThat(power(function("sec", X), TWO).text()).isEqualTo("sec² x");
        assertThat(product("", function("sin", X), Y).text()).isEqualTo("(sin x)y");
        assertThat(product("", TWO, function("sin", X)).text()).isEqualTo("2sin x");
    }

    @Test
    void powerWithoutRaisedCharactersIsWrittenWithACaret() {
        assertThat(power(symbol("e"), fraction(X, TWO)).text()).isEqualTo("e^(x/2)");
        assertThat(power(symbol("e"), negative(X)).text()).isEqualTo("e⁻ˣ");
        assertThat(power(X, symbol("β")).text()).isEqualTo("x^β");
    }

    @ParameterizedTest
    @CsvSource({
        "x, x",
        "x̂, \\hat{x}",
        "ŷ, \\hat{y}",
        "σ², \\sigma^{2}",
        "u₁₂, u_{12}",
        "yᵢ, y_{i}",
        "dᵢⱼ, d_{ij}",
        "∂xⱼ, \\partial x_{j}",
        "hₜ₋₁, h_{t-1}",
        "batch·width, \\mathrm{batch{\\cdot}width}",
        "dx̂, d \\hat{x}",
        "du₃, d u_{3}",
        "dγ, d \\gamma",
        "∂L, \\partial L",
        "drop_out, \\mathrm{drop\\_out}",
        "dense, \\mathrm{dense}",
        "δᵢⱼ, \\delta_{ij}",
        "δx, \\delta x",
        "∂yᵢ, \\partial y_{i}",
        "'ln p', '\\ln p'"
    })
    void nameInLatex(String name, String latex) {
        assertThat(symbol(name).latex()).isEqualTo(latex);
    }

    @Test
    void casesAreWrittenInEachStyle() {
        Formula positive = Formula.relation(X, ">", number("0"));
        Formula cases =
                Formula.cases(
                        List.of(
                                Formula.Case.when(positive, X),
                                Formula.Case.otherwise(number("0"))));
        assertThat(cases.text()).isEqualTo("{x if x > 0; 0 otherwise}");
        assertThat(cases.latex())
                .isEqualTo(
                        "\\begin{cases}x & \\text{if } x > 0 \\\\ 0 & \\text{otherwise}\\end{cases}");
    }

    @Test
    void mathmlEscapesWhatXmlReserves() {
        assertThat(Formula.relation(X, "<", Y).inlineMathml())
                .isEqualTo("<math><mrow><mi>x</mi><mo>&lt;</mo><mi>y</mi></mrow></math>");
    }

    @ParameterizedTest
    @CsvSource({"<, >", ">, <", "≤, ≥", "≥, ≤", "=, =", "≠, ≠"})
    void numberCanStandOnTheRightOfRelation(String sign, String turned) {
        Formula tiny = Formula.power(number("10"), Formula.negative(number("8")));
        assertThat(Formula.relation(tiny, sign, X).numberLast())
                .isEqualTo(Formula.relation(X, turned, tiny));
        Relation asItIs = Formula.relation(X, sign, number("0"));
        assertThat(asItIs.numberLast()).isEqualTo(asItIs);
        Relation twoNumbers = Formula.relation(number("1"), sign, number("2"));
        assertThat(twoNumbers.numberLast()).isEqualTo(twoNumbers);
    }

    @Test
    void arrowKeepsItsDirection() {
        Relation constant = Formula.relation(number("1"), "↦", X);
        assertThat(constant.numberLast()).isEqualTo(constant);
    }
}
