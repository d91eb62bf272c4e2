package org.chainrule.dsl.symbolic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Several variables, and integrals. */
class CalculusTest {
    private static final List<String> XY = List.of("x", "y");

    private static Expression e(String text) {
        return Expression.parse(text);
    }

    @Test
    void gradientIsAColumn() {
        assertThat(Partials.gradient(e("x²y + sin y"), XY).formula().text())
                .isEqualTo("[2xy; x² + cos y]");
    }

    @Test
    void jacobianHasARowForEachOutput() {
        assertThat(
                        Partials.jacobian(List.of(e("x² y"), e("5x + sin y"), e("y")), XY)
                                .formula()
                                .text())
                .isEqualTo("[2xy, x²; 5, cos y; 0, 1]");
    }

    @Test
    void vectorByScalarIsAColumn() {
        assertThat(Partials.byScalar(List.of(e("cos t"), e("sin t")), "t").formula().text())
                .isEqualTo("[−sin t; cos t]");
    }

    @Test
    void scalarByMatrixHasTheShapeOfTheMatrix() {
        // the trace of A·A by A is 2·Aᵀ
        List<List<String>> names = List.of(List.of("a", "b"), List.of("c", "d"));
        assertThat(Partials.byMatrix(e("a^2 + 2b c + d^2"), names).formula().text())
                .isEqualTo("[2a, 2c; 2b, 2d]");
    }

    @Test
    void directionalDerivative() {
        Expression slope = Partials.directional(e("x² + y²"), XY, List.of(e("3"), e("4")));
        assertThat(slope.at(Map.of("x", 1.0, "y", 2.0))).isEqualTo(2 * (3 + 8) / 5.0);
    }

    @ParameterizedTest
    @CsvSource({
        "x² + y², MINIMUM",
        "-x² - 2y², MAXIMUM",
        "x² - y², SADDLE",
        "x y, SADDLE",
        "x⁴ + y², UNDECIDED",
        "x³ - 3x y², UNDECIDED" // the monkey saddle
    })
    void hessianTellsWhatTheOriginIs(String text, Partials.Verdict expected) {
        Partials.Curvature curvature =
                Partials.hessian(e(text), XY).curvature(Map.of("x", 0.0, "y", 0.0));
        assertThat(curvature.verdict()).isEqualTo(expected);
    }

    @Test
    void eigenvaluesOfAHessian() {
        // [2, 1; 1, 2] has 1 and 3
        Partials.Curvature curvature =
                Partials.hessian(e("x² + x y + y²"), XY).curvature(Map.of("x", 0.3, "y", 5.0));
        assertThat(curvature.values()).isEqualTo(List.of(List.of(2.0, 1.0), List.of(1.0, 2.0)));
        assertThat(curvature.eigenvalues().get(0)).isCloseTo(1, within(1e-14));
        assertThat(curvature.eigenvalues().get(1)).isCloseTo(3, within(1e-14));
    }

    @ParameterizedTest
    @CsvSource({
        "x³, x⁴/4",
        "1/x, ln |x|",
        "√x, 2x^(3/2)/3",
        "e^(2x), e²ˣ/2",
        "2^x, 2ˣ/ln 2",
        "sin(3x+1), −cos(3x + 1)/3",
        "x e^x, eˣ(x − 1)",
        "x^2 e^x, eˣ(x² − 2x + 2)",
        "x sin x, sin x − x·cos x",
        "x ln x, x²·ln x/2 − x²/4",
        "2x e^(x^2), e^(x²)",
        "x/(x²+1), ln(x² + 1)/2",
        "ln x/x, ln² x/2",
        "e^(sin x) cos x, e^(sin x)",
        "1/(1+x²), atan x",
        "sec² x, tan x"
    })
    void antiderivativeHasItsTextbookForm(String text, String expected) {
        assertThat(Antiderivative.of(e(text), "x").map(Expression::text)).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sin x",
                "cos x",
                "sec x",
                "csc x",
                "tan x",
                "cot x",
                "asin x",
                "acos x",
                "atan x",
                "ln x",
                "log(x, 3)",
                "sinh x",
                "cosh x",
                "tanh x",
                "sigmoid(x)",
                "relu x",
                "leaky_relu(x, 0.1)",
                "gelu x",
                "Phi(x)",
                "phi(x)",
                "erf x",
                "|x|",
                "sign x",
                "max(x, 2)",
                "min(x, 2)",
                "x^-3",
                "(2x+1)^5",
                "x^2 cos 2x",
                "x sqrt(x²+1)",
                "sin x cos x",
                "1/(x ln x)",
                "(x+1)(x-2)",
                "7",
                "cosh 2x",
                "sec² 3x",
                "x² ln x",
                "sin² x",
                "e^x (x + 1)",
                "tan² x"
            })
    void derivativeOfTheAntiderivativeIsTheFunction(String text) {
        Expression back = Antiderivative.of(e(text), "x").orElseThrow().derivative("x");
        for (double x : new double[] {0.13, 0.37, 0.81}) {
            Map<String, Double> point = Map.of("x", x);
            assertThat(back.at(point)).isCloseTo(e(text).at(point), within(1e-12));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sin(x²)", "e^x/x", "softplus x", "silu x", "x^x", "√(sin x)"})
    void whatHasNoElementaryAntiderivativeIsNotFound(String text) {
        assertThat(Antiderivative.of(e(text), "x")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "sin x, 0, 3.141592653589793, 2",
        "x², 0, 3, 9",
        "1/x, 1, 2.718281828459045, 1",
        "1/(1+x²), 0, 1, 0.7853981633974483",
        "phi(x), -1.96, 1.96, 0.9500042097035593",
        "x sin x, 0, 3.141592653589793, 3.141592653589793"
    })
    void definiteIntegralIsThatOfQuadrature(String text, double a, double b, double expected) {
        DefiniteIntegral integral = DefiniteIntegral.of(e(text), "x", a, b);
        assertThat(integral.exact().orElseThrow()).isCloseTo(expected, within(1e-13));
        assertThat(integral.quadrature()).isCloseTo(expected, within(1e-10));
    }

    @Test
    void quadratureGoesOnWhereNoAntiderivativeIsKnown() {
        DefiniteIntegral integral = DefiniteIntegral.of(e("sin(x²)"), "x", 0, 1);
        assertThat(integral.exact()).isEmpty();
        assertThat(integral.quadrature()).isCloseTo(0.310268301723381, within(1e-12)); // Fresnel
    }

    @Test
    void positionVelocityAcceleration() {
        Expression position = e("20t - 5t²");
        Expression velocity = position.derivative("t");
        Expression acceleration = velocity.derivative("t");
        assertThat(velocity.text()).isEqualTo("20 − 10t");
        assertThat(acceleration.text()).isEqualTo("−10");
        assertThat(Antiderivative.of(acceleration, "t").orElseThrow().text()).isEqualTo("−10t");
        double way = DefiniteIntegral.of(velocity, "t", 0, 2).exact().orElseThrow();
        assertThat(way).isEqualTo(position.at(Map.of("t", 2.0)));
    }
}
