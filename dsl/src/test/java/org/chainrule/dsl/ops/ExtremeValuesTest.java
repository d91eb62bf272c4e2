package org.chainrule.dsl.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.types.DataType;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.chainrule.dsl.djl.ArrayProgram;
import org.chainrule.dsl.eval.Evaluated;
import org.chainrule.dsl.eval.NumericArray;
import org.chainrule.dsl.graph.DType;
import org.chainrule.dsl.graph.Dim;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Op;
import org.chainrule.dsl.graph.Variable;
import org.chainrule.dsl.script.GradientMethod;
import org.chainrule.dsl.script.Gradients;
import org.chainrule.dsl.script.Script;
import org.chainrule.dsl.script.Signature;
import org.chainrule.dsl.script.Target;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Activations where a careless formula overflows or divides 0 by 0: in 64 and 32 bits, by kernels
 * and in parts, derived and by autograd, against formulas that are written for these numbers.
 */
class ExtremeValuesTest {
    /** The last place of 1, times an x up to 40 that is not yet saturated. */
    private static final double DOUBLE = 1e-14;

    /** Likewise; GELU's kernel has an error function of its own. */
    private static final double SINGLE = 1e-6;

    private static final double[] X = {
        -1e4, -746, -710, -104, -88.8, -41, -39, -3, -1e-3, -1e-40, -4.9e-324, 0, 4.9e-324, 1e-310,
        1e-40, 1e-3, 0.5, 19.5, 39, 41, 88.8, 104, 710, 746, 1e4
    };

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    private static double softplus(double x) {
        return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
    }

    private static double logistic(double beta, double x) {
        double s = sigmoid(beta * x);
        return s + beta * x * s * sigmoid(-beta * x);
    }

    private static double mish(double x) {
        double t = Math.tanh(softplus(x));
        return t + x * sigmoid(x) * (1 - t * t);
    }

    private static double negative(double x) {
        return Math.min(x, 0);
    }

    private static Arguments of(Op op, DoubleUnaryOperator y, DoubleUnaryOperator slope) {
        return Arguments.of(op, y, slope);
    }

    static Stream<Arguments> activations() {
        double area = Selu.ALPHA * Selu.SCALE;
        return Stream.of(
                of(new Sigmoid(), x -> sigmoid(x), x -> sigmoid(x) * sigmoid(-x)),
                of(new Tanh(), Math::tanh, x -> 4 * sigmoid(2 * x) * sigmoid(-2 * x)),
                of(Softplus.exact(), x -> softplus(x), x -> sigmoid(x)),
                of(new LogSigmoid(), x -> -softplus(-x), x -> sigmoid(-x)),
                of(new Mish(), x -> x * Math.tanh(softplus(x)), x -> mish(x)),
                of(new Silu(), x -> x * sigmoid(x), x -> logistic(1, x)),
                of(new Silu(3), x -> x * sigmoid(3 * x), x -> logistic(3, x)),
                of(
                        new Gelu(Gelu.Approximation.SIGMOID),
                        x -> x * sigmoid(1.702 * x),
                        x -> logistic(1.702, x)),
                of(
                        new Elu(0.5),
                        x -> x > 0 ? x : 0.5 * Math.expm1(x),
                        x -> x > 0 ? 1 : 0.5 * Math.exp(x)),
                of(
                        new Celu(2),
                        x -> x > 0 ? x : 2 * Math.expm1(x / 2),
                        x -> Math.exp(negative(x) / 2)),
                of(
                        new Selu(),
                        x -> x > 0 ? Selu.SCALE * x : area * Math.expm1(x),
                        x -> x > 0 ? Selu.SCALE : area * Math.exp(x)),
                of(
                        new Softsign(),
                        x -> x / (1 + Math.abs(x)),
                        x -> 1 / Math.pow(1 + Math.abs(x), 2)),
                of(new HardSwish(), x -> hardSwish(x), x -> x < -3 ? 0 : x < 3 ? x / 3 + 0.5 : 1),
                of(new Relu(), x -> Math.max(x, 0), x -> x > 0 ? 1 : 0));
    }

    private static double hardSwish(double x) {
        return x * Math.min(Math.max(x + 3, 0), 6) / 6;
    }

    @ParameterizedTest
    @MethodSource("activations")
    void valuesAndGradientsAreFiniteAndRight(
            Op op, DoubleUnaryOperator y, DoubleUnaryOperator slope) {
        Node x = Variable.input("x", DType.FLOAT, Dim.of("width", X.length));
        Variable variable = (Variable) x.call().op();
        Signature signature = new Signature(List.of(variable), List.of(), List.of(), List.of());
        Node output = op.apply(x);
        for (Target target : List.of(Target.CPU, Target.CPU.inParts())) {
            for (Gradients source : Gradients.values()) {
                Script script = new Script();
                new GradientMethod(signature, target, source)
                        .write(script, "run", output.sum(), List.of(x), List.of(output));
                try (ArrayProgram program = new ArrayProgram(script, signature)) {
                    Map<Variable, NumericArray> at = Map.of(variable, NumericArray.of(X, X.length));
                    for (DataType type : List.of(DataType.FLOAT64, DataType.FLOAT32)) {
                        List<ArrayProgram.Result> found = program.run("run", at, type, 1);
                        String what = source + (target.kernels() ? ", kernels, " : ", parts, ");
                        assertClose(what + "slope of " + op, found.get(0), slope);
                        assertClose(what + op, found.get(1), y);
                    }
                }
            }
        }
    }

    private static void assertClose(
            String what, ArrayProgram.Result found, DoubleUnaryOperator expected) {
        boolean isSingle = found.type() == DataType.FLOAT32;
        double[] values = found.array().values();
        for (int i = 0; i < values.length; i++) {
            double x = isSingle ? (float) X[i] : X[i];
            double y = expected.applyAsDouble(x);
            double tolerance = (isSingle ? SINGLE : DOUBLE) * Math.max(1, Math.abs(y));
            assertThat(values[i])
                    .as("%s, %s, at %s", what, found.type(), x)
                    .isCloseTo(y, within(tolerance));
        }
    }

    @ParameterizedTest
    @MethodSource("activations")
    void stepByStepIsAsSafe(Op op, DoubleUnaryOperator y, DoubleUnaryOperator slope) {
        Evaluated found = Evaluated.of(op, NumericArray.of(X, X.length));
        double[] values = found.value().values();
        double[] gradients = found.gradients().get(0).values();
        for (int i = 0; i < X.length; i++) {
            double value = y.applyAsDouble(X[i]);
            double tolerance = DOUBLE * Math.max(1, Math.abs(value));
            assertThat(values[i]).as("at %s", X[i]).isCloseTo(value, within(tolerance));
            assertThat(gradients[i])
                    .as("slope at %s", X[i])
                    .isCloseTo(slope.applyAsDouble(X[i]), within(DOUBLE));
        }
    }

    /** ln(e^a + e^b) with e^a = e^b is a + ln 2, wherever a is. */
    @Test
    void logSumExpNeitherOverflowsNorUnderflows() {
        for (double a : new double[] {-1e4, -710, 0, 1e-310, 710, 1e4}) {
            Evaluated found = Evaluated.of(new LogSumExp(), NumericArray.filled(a, 2));
            assertThat(found.value().item()).isCloseTo(a + Math.log(2), within(2e-12));
            assertThat(found.gradients().get(0).values())
                    .containsExactly(new double[] {0.5, 0.5}, within(2e-12)); // as exact as a is
        }
        double none = Double.NEGATIVE_INFINITY;
        Evaluated empty = Evaluated.of(new LogSumExp(), NumericArray.filled(none, 2));
        assertThat(empty.value().item()).isEqualTo(none);
        assertThat(empty.gradients().get(0)).isEqualTo(NumericArray.filled(0, 2));
    }
}
