package org.chainrule.dsl.algebra;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.eval.Factors;
import org.chainrule.dsl.eval.NumericArray;
import org.chainrule.dsl.graph.Factorization;
import org.chainrule.dsl.notation.Formula;
import org.hipparchus.linear.DiagonalMatrix;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;

/**
 * The singular value decomposition A = U·diag(σ)·Vᵀ = Σ σᵢ·uᵢ·vᵢᵀ, reduced, and what it tells: the
 * best approximation of each rank, the rank, the null space, the condition.
 *
 * <p>Of the elements of a column of V that are greatest in magnitude, within one percent, the first
 * is positive; U has the signs that go with that. Shapes: A (m, n), σ (k), U (m, k), V (n, k), with
 * k the lesser of m and n.
 *
 * <pre>{@code
 * import org.chainrule.dsl.algebra.SingularValues;
 * import org.chainrule.dsl.eval.NumericArray;
 *
 * NumericArray a = NumericArray.of(new double[] {3, 0, 4, 5}, 2, 2);
 * SingularValues.of(a).values(); // √45 and √5
 * SingularValues.of(a).approximation(1).error(); // √5
 * }</pre>
 *
 * @param matrix A
 * @param values σ, from greatest to least
 * @param u U
 * @param v V
 */
@Teaches(
        meaning = "singular value decomposition and the best approximation of a rank",
        formula = "A = Σ σᵢ·uᵢ·vᵢᵀ",
        rows = "I4")
public record SingularValues(
        NumericArray matrix, NumericArray values, NumericArray u, NumericArray v) {
    private static final Given GIVEN = new Given("SingularValues");

    /**
     * The best approximation of a rank.
     *
     * @param rank k
     * @param matrix Aₖ = Σ σᵢ·uᵢ·vᵢᵀ over the first k
     * @param error ‖A − Aₖ‖ by Frobenius, measured on the matrices
     * @param promised the same by Eckart and Young: √Σ σᵢ² over all but the first k
     */
    public record Approximation(int rank, NumericArray matrix, double error, double promised) {

        @Override
        public String toString() {
            return "rank %d: ‖A − Aₖ‖ = %s, √Σ σᵢ² of the others = %s"
                    .formatted(rank, Grid.number(error), Grid.number(promised));
        }
    }

    /**
     * Takes a matrix apart.
     *
     * @param a a matrix (m, n)
     * @throws ChainruleException if it is no matrix, or holds what is not finite
     */
    public static SingularValues of(NumericArray a) {
        List<NumericArray> factors = Factors.of(Factorization.SVD, Given.array(GIVEN.matrix(a)));
        return new SingularValues(a, factors.get(0), factors.get(1), factors.get(2));
    }

    /**
     * The matrix of rank k that is nearest to A, by Frobenius's norm and by the spectral one.
     * Source: Eckart and Young, "The Approximation of One Matrix by Another of Lower Rank", 1936.
     *
     * @param rank k, from 0 to the count of singular values
     * @throws ChainruleException if it is another number
     */
    public Approximation approximation(int rank) {
        int all = values.count();
        if (rank < 0 || rank > all) {
            throw new ChainruleException(
                    "SingularValues",
                    "a rank must lie between 0 and " + all,
                    "but found " + rank,
                    "Choose another.");
        }
        double[] kept = values.values();
        Arrays.fill(kept, rank, all, 0);
        RealMatrix near =
                GIVEN.matrix(u)
                        .multiply(new DiagonalMatrix(kept))
                        .multiplyTransposed(GIVEN.matrix(v));
        double error = GIVEN.matrix(matrix).subtract(near).getFrobeniusNorm();
        double[] rest = Arrays.copyOfRange(values.values(), rank, all);
        double promised = rest.length == 0 ? 0 : Norms.p(Given.array(rest), 2);
        return new Approximation(rank, Given.array(near), error, promised);
    }

    /**
     * Up to what a singular value counts as 0: as many rounding errors of the greatest as A has
     * rows or columns, as in NumPy and PyTorch.
     */
    public double tolerance() {
        return Math.max(matrix.size(0), matrix.size(1)) * Math.ulp(1.0) * values.at(0);
    }

    /** How many singular values are above {@link #tolerance}. */
    public int rank() {
        return rank(tolerance());
    }

    /** How many singular values are above this. */
    public int rank(double tolerance) {
        return (int) Arrays.stream(values.values()).filter(x -> x > tolerance).count();
    }

    /** The greatest singular value over the least; infinite for a matrix without full rank. */
    public double condition() {
        return rank() < values.count()
                ? Double.POSITIVE_INFINITY
                : values.at(0) / values.at(values.count() - 1);
    }

    /**
     * Orthonormal columns x with A·x = 0, (n, n − rank); no columns where only 0 is mapped to 0.
     */
    public NumericArray nullSpace() {
        int n = matrix.size(1);
        int rows = Math.max(n, matrix.size(0));
        RealMatrix padded = MatrixUtils.createRealMatrix(rows, n); // so that V is whole
        padded.setSubMatrix(GIVEN.matrix(matrix).getData(), 0, 0);
        NumericArray whole = Factors.of(Factorization.SVD, Given.array(padded)).get(2);
        int rank = rank();
        if (rank == n) {
            return NumericArray.filled(0, n, 0);
        }
        return Given.array(GIVEN.matrix(whole).getSubMatrix(0, n - 1, rank, n - 1));
    }

    /** A = U·diag(σ)·Vᵀ in numbers. */
    public Formula formula() {
        return Formula.relation(
                Formula.symbol("A"),
                "=",
                Formula.product(
                        "·",
                        Grid.formula(u),
                        Grid.formula(Grid.diagonal(values)),
                        Formula.marked(Grid.formula(v), "T")));
    }

    /** U, σ and V, then what each rank leaves over. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        text.append(Grid.named("U", u)).append(Grid.named("σ", values)).append(Grid.named("V", v));
        IntStream.rangeClosed(0, values.count())
                .forEach(k -> text.append(approximation(k)).append('\n'));
        return text.append("rank %d, condition %s%n".formatted(rank(), Grid.number(condition())))
                .toString();
    }
}
