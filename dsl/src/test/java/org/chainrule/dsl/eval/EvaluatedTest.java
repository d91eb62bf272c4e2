package org.chainrule.dsl.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Op;
import org.chainrule.dsl.ops.CosineSimilarity;
import org.chainrule.dsl.ops.CrossEntropy;
import org.chainrule.dsl.ops.Dropout;
import org.chainrule.dsl.ops.EuclideanDistance;
import org.chainrule.dsl.ops.Gelu;
import org.chainrule.dsl.ops.LogSoftmax;
import org.chainrule.dsl.ops.Max;
import org.chainrule.dsl.ops.Min;
import org.chainrule.dsl.ops.Norm;
import org.chainrule.dsl.ops.Projection;
import org.chainrule.dsl.ops.Softmax;
import org.chainrule.dsl.ops.Ties;
import org.chainrule.dsl.ops.Variance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class EvaluatedTest {
    private static final Offset<Double> ROUNDING = within(1e-15);
    private static final NumericArray A = vector(1, 0);
    private static final NumericArray B = vector(3, 4);

    private static NumericArray vector(double... values) {
        return NumericArray.of(values, values.length);
    }

    private static void assertClose(NumericArray found, double... expected) {
        assertThat(found.values()).containsExactly(expected, ROUNDING);
    }

    /** cos = 3/5; da = (b̂ − cos·â)/‖a‖, db = (â − cos·b̂)/‖b‖. */
    @Test
    void cosineOfTheThreeFourFiveTriangle() {
        Evaluated cosine = Evaluated.of(new CosineSimilarity(), A, B);
        assertThat(cosine.value().item()).isCloseTo(0.6, ROUNDING);
        assertClose(cosine.gradients().get(0), 0, 0.8);
        assertClose(cosine.gradients().get(1), 0.128, -0.096);
    }

    /** (1, 0) on (3, 4): s = 3/25, y = s·b. */
    @Test
    void projectionIsOrthogonalToWhatIsLeft() {
        double[] y = Evaluated.of(new Projection(), A, B).value().values();
        assertThat(y).containsExactly(new double[] {0.36, 0.48}, ROUNDING);
        assertThat((1 - y[0]) * 3 + (0 - y[1]) * 4).isCloseTo(0, ROUNDING);
    }

    @Test
    void distanceOfEqualsHasNoGradient() {
        Evaluated distance = Evaluated.of(new EuclideanDistance(), B, B);
        assertThat(distance.value().item()).isZero();
        distance.gradients().forEach(gradient -> assertClose(gradient, 0, 0));
        assertClose(Evaluated.of(new Norm(), B).gradients().get(0), 0.6, 0.8);
    }

    /** Of 1, 2, 3, 6: μ = 3, squares 4 + 1 + 0 + 9 = 14. */
    @Test
    void varianceOfASampleAndOfAPopulation() {
        NumericArray x = vector(1, 2, 3, 6);
        Evaluated sample = Evaluated.of(new Variance(), x);
        Evaluated population = Evaluated.of(Variance.ofPopulation(new Variance().axes()), x);
        assertThat(sample.value().item()).isCloseTo(14 / 3.0, ROUNDING);
        assertThat(population.value().item()).isCloseTo(3.5, ROUNDING);
        assertClose(population.gradients().get(0), -1, -0.5, 0, 1.5); // 2(x − μ)/n
    }

    @Test
    void tiesShareTheGradientOrTheFirstTakesIt() {
        NumericArray x = NumericArray.of(new double[] {5, 2, 5, 5, 1, 1}, 2, 3);
        assertClose(
                Evaluated.of(new Max(), x).gradients().get(0), 1 / 3.0, 0, 1 / 3.0, 1 / 3.0, 0, 0);
        assertClose(
                Evaluated.of(new Max().with(Ties.FIRST), x).gradients().get(0), 1, 0, 0, 0, 0, 0);
        assertClose(Evaluated.of(new Min(), x).gradients().get(0), 0, 0, 0, 0, 0.5, 0.5);
        assertClose(
                Evaluated.of(new Min().with(Ties.FIRST), x).gradients().get(0), 0, 0, 0, 0, 1, 0);
    }

    static List<Arguments> jacobians() {
        NumericArray x = vector(0.5, -1, 2, 0.25);
        return List.of(
                Arguments.of(new Softmax(), x),
                Arguments.of(new LogSoftmax(), x),
                Arguments.of(new Softmax(), vector(1e4, -1e4, 1e4)),
                Arguments.of(new Softmax(), vector(7)),
                Arguments.of(new Softmax(), x.reshaped(1, 4)));
    }

    /** The textbook's matrix, the rows that the vector-Jacobian product gives, and slopes. */
    @ParameterizedTest
    @MethodSource("jacobians")
    void writtenJacobianIsThatOfTheProduct(Op op, NumericArray x) {
        Evaluated found = Evaluated.of(op, x);
        Node written = op.jacobian(found.call()).orElseThrow();
        NumericArray jacobian = found.jacobian(0);
        double[] entries = found.valueOf(written).values();
        assertThat(jacobian.values()).containsExactly(entries, ROUNDING);
        int n = x.count();
        SplittableRandom random = new SplittableRandom(3);
        NumericArray dy = x.map(each -> random.nextDouble() - 0.5);
        double[] product = new double[n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                product[j] += dy.values()[i] * entries[i * n + j];
            }
        }
        assertThat(found.gradients(dy).get(0).values()).containsExactly(product, ROUNDING);
        for (int j = 0; j < n; j++) {
            double[] above = Evaluated.of(op, x.moved(j, 1e-6)).value().values();
            double[] below = Evaluated.of(op, x.moved(j, -1e-6)).value().values();
            for (int i = 0; i < n; i++) {
                double slope = (above[i] - below[i]) / 2e-6;
                assertThat(entries[i * n + j]).isCloseTo(slope, within(1e-5));
            }
        }
    }

    @Test
    void noJacobianIsWrittenAlongAnotherAxis() {
        Op op = new Softmax(0);
        Call call = Evaluated.of(op, NumericArray.filled(1, 2, 3)).call();
        assertThat(op.jacobian(call)).isEqualTo(Optional.empty());
        assertThat(new Gelu().jacobian(call)).isEmpty();
    }

    /** Softmax of equal scores: yᵢ = ½, and ½·(1 − ½) = ¼. */
    @Test
    void jacobianHasARowForEachOutput() {
        NumericArray x = NumericArray.filled(7, 2, 2);
        NumericArray jacobian = Evaluated.of(new Softmax(), x).jacobian(0);
        assertThat(jacobian.sizes()).containsExactly(4, 4);
        double a = 0.25;
        assertClose(jacobian, a, -a, 0, 0, -a, a, 0, 0, 0, 0, a, -a, 0, 0, -a, a);
        NumericArray norm = Evaluated.of(new Norm(), B).jacobian(0);
        assertThat(norm.sizes()).containsExactly(1, 2);
        assertClose(norm, 0.6, 0.8);
    }

    /** Equal scores of 4 classes: ln 4, softmax − onehot over n = 1. */
    @Test
    void classesAreWholeNumbers() {
        Evaluated loss =
                Evaluated.of(
                        new CrossEntropy(-100),
                        List.of(NumericArray.filled(3, 1, 4)),
                        List.of(vector(2)));
        assertThat(loss.value().item()).isCloseTo(Math.log(4), ROUNDING);
        assertClose(loss.gradients().get(0), 0.25, 0.25, -0.75, 0.25);
        assertThat(loss.gradients().get(1)).isEqualTo(vector(0));
        assertThat(loss.values()).hasSize(2);
    }

    @Test
    void gradientsSeeTheDrawsOfTheValue() {
        Evaluated dropout = Evaluated.of(new Dropout(0.5), NumericArray.filled(1, 40));
        assertThat(dropout.gradients().get(0)).isEqualTo(dropout.value());
        assertThat(dropout.value().values()).contains(0, 2);
    }

    @Test
    void upstreamGradientHasTheShapeOfTheResult() {
        Evaluated softmax = Evaluated.of(new Softmax(), A);
        assertThatThrownBy(() -> softmax.gradients(vector(1, 2, 3)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("dy: the value must have the declared shape (2), but found (3)");
    }

    @Test
    void readsWell() {
        assertThat(Evaluated.of(new Max(), B)).hasToString("max[(2)] = 4.0");
    }
}
