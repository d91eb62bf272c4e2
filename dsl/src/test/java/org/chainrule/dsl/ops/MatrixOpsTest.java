package org.chainrule.dsl.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.types.DataType;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.chainrule.dsl.djl.ArrayProgram;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.eval.Evaluator;
import org.chainrule.dsl.eval.NumericArray;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.DType;
import org.chainrule.dsl.graph.Dim;
import org.chainrule.dsl.graph.Factorization;
import org.chainrule.dsl.graph.Flops;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Op;
import org.chainrule.dsl.graph.Reverse;
import org.chainrule.dsl.graph.Shape;
import org.chainrule.dsl.graph.Sizes;
import org.chainrule.dsl.graph.Type;
import org.chainrule.dsl.graph.Variable;
import org.chainrule.dsl.script.Script;
import org.chainrule.dsl.script.Signature;
import org.chainrule.dsl.script.Target;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What ops of matrices do at their edges; what they compute is in the op contract. */
class MatrixOpsTest {
    private static final double ROUNDING = 1e-12;

    private static Node input(long... sizes) {
        Type type = new Type(Shape.of(sizes), DType.FLOAT);
        return new Variable("A", type, Variable.Role.INPUT).apply();
    }

    private static NumericArray matrix(int n, double... values) {
        return NumericArray.of(values, n, values.length / n);
    }

    private static Evaluator at(Node a, NumericArray value) {
        return new Evaluator(Map.of((Variable) a.call().op(), value), 0);
    }

    /** A node in libtorch. */
    private static NumericArray run(Node y, Node a, NumericArray value, DataType type) {
        Variable variable = (Variable) a.call().op();
        Signature signature = new Signature(List.of(variable), List.of(), List.of(), List.of());
        Script script = new Script();
        script.method("y", signature, Target.CPU, List.of(y));
        try (ArrayProgram program = new ArrayProgram(script, signature)) {
            return program.run("y", Map.of(variable, value), type, 0).get(0).array();
        }
    }

    private static Node gradient(Node y, Node a) {
        return Reverse.gradients(y, Node.constant(1), List.of(a)).get(0);
    }

    @Test
    void equalEigenvaluesHaveAGradientWhereTheyCountAlikeButTheirVectorsHaveNone() {
        Node a = input(3, 3);
        List<Node> eigen = Call.of(new EigenSymmetric(), List.of(a)).outputs();
        NumericArray twice = matrix(3, 2, 0, 0, 0, 2, 0, 0, 0, 5);
        Node values = gradient(eigen.get(0).square().sum(), a); // Σλ² = ‖A‖²
        assertThat(at(a, twice).valueOf(values).values())
                .containsExactly(twice.map(x -> 2 * x).values(), Offset.offset(ROUNDING));
        Node vectors = gradient(eigen.get(1).times(a.indices(-1)).sum(), a);
        for (NumericArray found :
                List.of(at(a, twice).valueOf(vectors), run(vectors, a, twice, DataType.FLOAT64))) {
            assertThat(Arrays.stream(found.values()).allMatch(Double::isFinite)).isFalse();
        }
    }

    @Test
    void nuclearNormOfTheIdentityHasItsGradientThoughAllSingularValuesAreEqual() {
        Node a = input(3, 3);
        Node dx = gradient(new MatrixNorm(MatrixNorm.Kind.NUCLEAR).apply(a), a);
        NumericArray identity = matrix(3, 1, 0, 0, 0, 1, 0, 0, 0, 1);
        assertThat(at(a, identity).valueOf(dx).values())
                .containsExactly(identity.values(), Offset.offset(ROUNDING));
    }

    @Test
    void frobeniusNormOfZeroHasTheGradientZero() {
        Node a = input(2, 3);
        Node dx = gradient(new MatrixNorm().apply(a), a);
        NumericArray zeros = NumericArray.filled(0, 2, 3);
        assertThat(at(a, zeros).valueOf(dx)).isEqualTo(zeros);
        assertThat(run(dx, a, zeros, DataType.FLOAT32)).isEqualTo(zeros);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-30, 1e-4, 1e4, 1e30})
    void logDeterminantNeitherOverflowsNorVanishes(double scale) { // det is 1e±120 in 32 bits
        Node a = input(4, 4);
        Node y = new LogDeterminant().apply(a);
        NumericArray value = NumericArray.filled(0, 4, 4);
        for (int i = 0; i < 4; i++) {
            value = value.with(5 * i, scale);
        }
        double expected = 4 * Math.log(scale);
        assertThat(at(a, value).valueOf(y).item()).isCloseTo(expected, within(1e-10));
        assertThat(run(y, a, value, DataType.FLOAT32).item()).isCloseTo(expected, within(1e-3));
    }

    @Test
    void singularMatrixHasTheDeterminantZero() {
        Node a = input(2, 2);
        NumericArray singular = matrix(2, 1, 2, 2, 4);
        List<Node> parts = Call.of(new LogDeterminant(), List.of(a)).outputs();
        assertThat(at(a, singular).valueOf(parts.get(0)).item())
                .isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(at(a, singular).valueOf(parts.get(1)).item()).isZero();
        assertThat(at(a, singular).valueOf(new Determinant().apply(a)).item()).isZero();
        assertThat(run(new Determinant().apply(a), a, singular, DataType.FLOAT64).item()).isZero();
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-4, 1e4})
    void factorsOfSmallAndGreatMatricesAreThoseOfOthers(double scale) {
        Node a = input(3, 2);
        NumericArray value = matrix(3, 3, 1, 1, 4, 2, -1);
        for (DataType type : List.of(DataType.FLOAT64, DataType.FLOAT32)) {
            Node values = new Svd().apply(a);
            double tolerance = type == DataType.FLOAT64 ? ROUNDING : 1e-5;
            assertThat(run(values, a, value.map(x -> x * scale), type).map(x -> x / scale).values())
                    .containsExactly(
                            at(a, value).valueOf(values).values(), Offset.offset(tolerance));
        }
    }

    @Test
    void signOfAVectorIsThatOfItsFirstGreatElement() {
        Node a = input(2, 2);
        Node q = Call.of(new EigenSymmetric(), List.of(a)).output(1);
        NumericArray value = matrix(2, 2, 1, 1, 2); // both elements are as great: a tie
        double half = Math.sqrt(0.5);
        double[] expected = {half, half, -half, half};
        assertThat(at(a, value).valueOf(q).values())
                .containsExactly(expected, Offset.offset(ROUNDING));
        assertThat(run(q, a, value, DataType.FLOAT32).values())
                .containsExactly(expected, Offset.offset(1e-6));
    }

    @Test
    void pseudoInverseOfAMatrixWithoutFullRank() { // of u·vᵀ it is v·uᵀ/(‖u‖²·‖v‖²)
        Node a = input(3, 2);
        NumericArray value = matrix(3, 1, 2, 2, 4, 2, 4);
        double[] expected = {1 / 45.0, 2 / 45.0, 2 / 45.0, 2 / 45.0, 4 / 45.0, 4 / 45.0};
        Node y = new PseudoInverse().apply(a);
        assertThat(at(a, value).valueOf(y).values())
                .containsExactly(expected, Offset.offset(ROUNDING));
        assertThat(run(y, a, value, DataType.FLOAT32).values())
                .containsExactly(expected, Offset.offset(1e-6));
    }

    @Test
    void singularMatrixHasNoInverse() {
        Node a = input(2, 2);
        Node y = new Inverse().apply(a);
        NumericArray singular = matrix(2, 1, 2, 2, 4);
        assertThatThrownBy(() -> at(a, singular).valueOf(y))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("INVERSE: matrix is singular");
        assertThatThrownBy(() -> run(y, a, singular, DataType.FLOAT64))
                .hasMessageContaining("singular");
    }

    @Test
    void indefiniteMatrixHasNoCholeskyFactor() {
        Node a = input(2, 2);
        Node y = new Cholesky().apply(a);
        NumericArray indefinite = matrix(2, 1, 2, 2, 1);
        assertThatThrownBy(() -> at(a, indefinite).valueOf(y))
                .hasMessageContaining("not positive definite");
        assertThatThrownBy(() -> run(y, a, indefinite, DataType.FLOAT64))
                .hasMessageContaining("not positive-definite");
    }

    @Test
    void rejectsWhatIsNotANumber() {
        Node a = input(1, 1);
        assertThatThrownBy(
                        () -> at(a, matrix(1, Double.NaN)).valueOf(new EigenSymmetric().apply(a)))
                .hasMessage("EIGEN: a matrix must hold finite numbers, but found NaN");
    }

    @Test
    void rejectsMatrixThatIsNotSquare() {
        Map<String, Op> ops =
                Map.of(
                        "inverse", new Inverse(),
                        "logDeterminant", new LogDeterminant(),
                        "logDeterminant ", new Determinant());
        ops.forEach(
                (name, op) ->
                        assertThatThrownBy(() -> op.apply(input(2, 3)))
                                .isInstanceOf(ChainruleException.class)
                                .hasMessage(
                                        name.strip()
                                                + ": a matrix must have as many rows as columns, but"
                                                + " found (2, 3). For others there are svd, qr and"
                                                + " pseudoInverse."));
        assertThatThrownBy(() -> new Trace().apply(input(2, 3)))
                .hasMessage(
                        "trace: a matrix must have as many rows as columns, but found (2, 3). Slice it"
                                + " to a square first.");
        assertThatThrownBy(() -> new Cholesky().apply(input(2, 3)))
                .hasMessageStartingWith("symmetricPart: a matrix must have as many rows as");
        assertThatThrownBy(() -> new Diagonal().apply(input(3)))
                .hasMessageStartingWith("diagonal: a matrix must have as many rows as columns");
    }

    @Test
    void rejectsVector() {
        assertThatThrownBy(() -> new Svd().apply(input(3)))
                .hasMessage(
                        "svd: the last two axes must be a matrix of real numbers, but found FLOAT (3)."
                                + " Add the missing axes with unsqueeze.");
    }

    @Test
    void rejectsOpenAxesWhereTheLesserMustBeKnown() {
        Node open = Variable.input("A", DType.FLOAT, Dim.BATCH, Dim.of("width", 3));
        assertThatThrownBy(() -> new Svd().apply(open))
                .hasMessage("an axis must have a fixed size, but batch is open");
    }

    @Test
    void rejectsLimitOfSingularValuesOutsideOfZeroToOne() {
        assertThatThrownBy(() -> new PseudoInverse(-0.1))
                .hasMessage(
                        "pseudoInverse: the limit of singular values must be 0 or more and below 1,"
                                + " but found -0.1. Take 1.0E-6, or leave it out.");
        assertThatThrownBy(() -> new PseudoInverse(Double.NaN))
                .hasMessageContaining("but found NaN");
    }

    @Test
    void factorsCostACubicNumberOfOperations() {
        Node a = input(6, 6);
        Flops flops = new Flops(new Sizes(Map.of()));
        assertThat(flops.through(Factorization.CHOLESKY.apply(a), List.of(a)))
                .isCloseTo(6 * 6 * 6 / 3.0, within(1e-9));
    }
}
