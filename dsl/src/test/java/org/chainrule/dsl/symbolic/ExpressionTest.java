package org.chainrule.dsl.symbolic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.ops.Gelu;
import org.chainrule.dsl.ops.Relu;
import org.chainrule.dsl.ops.Softmax;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values, domains, kinks, and the way between expressions and ops. */
class ExpressionTest {
    private static final double ROUNDING = 1e-14;

    /**
     * Values of derivatives at x = 0.7, made by PyTorch 1.13 in float64:
     *
     * <pre>
     * import torch
     * F = torch.nn.functional
     * fs = dict(gelu=F.gelu, silu=F.silu, softplus=F.softplus, erf=torch.erf, asin=torch.asin,
     *           acos=torch.acos, atan=torch.atan, tanh=torch.tanh, sigmoid=torch.sigmoid,
     *           sinh=torch.sinh, tan=torch.tan, xlogx=lambda x: x * torch.log(x), pow=lambda x: x ** x)
     * for name, f in fs.items():
     *     x = torch.tensor(0.7, dtype=torch.float64, requires_grad=True)
     *     print(name, repr(torch.autograd.grad(f(x), x)[0].item()))
     * </pre>
     */
    @ParameterizedTest
    @CsvSource({
        "gelu(x), 0.9766141011336599",
        "silu(x), 0.8233867834733425",
        "softplus(x), 0.6681877721681662",
        "erf(x), 0.6912748604105386",
        "asin(x), 1.4002800840280099",
        "acos(x), -1.4002800840280099",
        "atan(x), 0.6711409395973155",
        "tanh(x), 0.6347395899824586",
        "sigmoid(x), 0.22171287329310904",
        "sinh(x), 1.255169005630943",
        "tan(x), 1.7094497158631172",
        "x ln x, 0.6433250560612676",
        "x^x, 0.5011861886935787"
    })
    void derivativeIsPyTorchs(String text, double expected) {
        double value = Expression.parse(text).derivative("x").at(Map.of("x", 0.7));
        assertThat(value).isCloseTo(expected, within(ROUNDING * 10));
    }

    /** Closed forms. */
    @ParameterizedTest
    @CsvSource({
        "asin x, 0.5, 0.5235987755982989", // π/6
        "acos x, 0.5, 1.0471975511965979", // π/3
        "acos x, 1, 0",
        "acos x, -1, 3.141592653589793",
        "atan x, 1, 0.7853981633974483", // π/4
        "sec x, 1.0471975511965979, 2", // 1/cos 60°
        "'log(x, 2)', 8, 3",
        "sigmoid(x), 1.0986122886681098, 0.75", // ln 3
        "softplus x, 1000, 1000",
        "sigmoid(x), -1000, 0",
        "x^(1/3), 27, 3",
        "e^x, 1, 2.718281828459045",
        "tanh x, 0.5493061443340548, 0.5" // ln(3)/2
    })
    void valuesThatAreKnown(String text, double x, double expected) {
        assertThat(Expression.parse(text).at(Map.of("x", x)))
                .isCloseTo(expected, within(ROUNDING * 10));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '@',
            textBlock =
                    """
                    ln x @ [x > 0]
                    √x @ [x ≥ 0]
                    1/√x @ [x > 0]
                    1/x @ [x ≠ 0]
                    asin x @ [|x| ≤ 1]
                    tan x @ [cos x ≠ 0]
                    x^x @ [x > 0]
                    log(x, 2) @ [x > 0]
                    ln(x² + 1) @ []
                    1/(1 + e^x) @ []
                    ln(ln x) @ [x > 0, ln x > 0]
                    """)
    void domain(String text, String conditions) {
        assertThat(Domain.of(Expression.parse(text)).conditions().toString()).isEqualTo(conditions);
    }

    @ParameterizedTest
    @CsvSource({
        "|x|, x = 0",
        "relu(2x), 2x = 0",
        "'max(x, y)', x = y",
        "'leaky_relu(x, 0.1)', x = 0"
    })
    void kinks(String text, String kink) {
        assertThat(Domain.of(Expression.parse(text)).kinks())
                .extracting(Condition::toString)
                .containsExactly(kink);
    }

    @Test
    void derivativeOfReluAtZeroIsZero() {
        Expression relu = Expression.parse("relu x");
        assertThat(relu.derivative("x").at(Map.of("x", 0.0))).isZero();
        assertThat(Domain.of(relu).kinksAt(Map.of("x", 0.0))).hasSize(1);
        assertThat(Domain.of(relu).kinksAt(Map.of("x", 0.1))).isEmpty();
    }

    @Test
    void pointOutsideTheDomain() {
        assertThatThrownBy(() -> Expression.parse("ln x").at(Map.of("x", -1.0)))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(
                        "x = -1: a point must lie in the domain, but there x > 0 does not hold."
                                + " Choose another point.");
        assertThatThrownBy(() -> Expression.parse("tan x").at(Map.of("x", Math.PI / 2)))
                .hasMessageContaining("cos x ≠ 0 does not hold");
    }

    @Test
    void variableWithoutAValue() {
        assertThatThrownBy(() -> Expression.parse("x y").at(Map.of("x", 1.0)))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(
                        "y: every variable must have a value, but y has none. Give one, as in y=1.");
    }

    @Test
    void opIsReadAsAnExpression() {
        assertThat(Lifting.of(new Gelu(), "x").text()).isEqualTo("x(1 + erf(x/√2))/2");
        assertThat(Lifting.of(new Relu(), "x").derivative("x").text())
                .isEqualTo("{1 if x > 0; 0 if x ≤ 0}");
        double own = Expression.parse("gelu x").derivative("x").at(Map.of("x", 0.7));
        assertThat(Lifting.of(new Gelu(), "x").derivative("x").at(Map.of("x", 0.7)))
                .isCloseTo(own, within(ROUNDING));
    }

    @Test
    void opThatMixesElementsIsNoExpression() {
        assertThatThrownBy(() -> Lifting.of(new Softmax(), "x"))
                .isInstanceOf(ChainruleException.class)
                .hasMessageStartingWith(
                        "softmax: an op must be a function of each element to be an expression");
    }

    @Test
    void expressionOfAnOpIsTheExpression() {
        Expression e = Expression.parse("x² sin(3x) + e^(-x)");
        assertThat(Lifting.of(new Symbolic(e, java.util.List.of("x")), "x")).isEqualTo(e);
    }

    @Test
    void opOfOtherVariables() {
        assertThatThrownBy(() -> Symbolic.of("x + z", "x", "y"))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(
                        "expression: an op must be of x and y, but x + z is of x and z. Name the"
                                + " inputs of the op, in order.");
        assertThatThrownBy(() -> Symbolic.of("2 pi"))
                .hasMessage(
                        "expression: an op must be of x, but 2π is of no variable. Name the inputs"
                                + " of the op, in order.");
    }
}
