package org.chainrule.dsl.symbolic;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.notation.Formula;
import org.hipparchus.linear.EigenDecompositionSymmetric;
import org.hipparchus.linear.MatrixUtils;

/**
 * Derivatives by several variables, as a matrix of expressions.
 *
 * @param rows the entries, row by row
 */
@Teaches(
        meaning =
                "Jacobian, Hessian and its verdict, gradient, and the four layouts of derivatives",
        rows = {"A44", "A45"})
public record Partials(List<List<Expression>> rows) {
    private static final double FLAT = 1e-9; // relative: an eigenvalue that may be 0

    /** What the eigenvalues of a Hessian say of a point where the gradient is 0. */
    public enum Verdict {
        /** All are above 0. */
        MINIMUM,
        /** All are below 0. */
        MAXIMUM,
        /** Some are above 0 and some below. */
        SADDLE,
        /** One is 0: second derivatives do not tell. */
        UNDECIDED
    }

    /**
     * A Hessian at a point.
     *
     * @param values its entries, row by row
     * @param eigenvalues its eigenvalues, the least first
     * @param verdict what they say
     */
    public record Curvature(List<List<Double>> values, List<Double> eigenvalues, Verdict verdict) {}

    /** Copies. */
    public Partials {
        rows = rows.stream().map(List::copyOf).toList();
    }

    /** Scalar by vector: the gradient ∇f = (∂f/∂x₁, …), a column. Shape: (n, 1). */
    public static Partials gradient(Expression f, List<String> by) {
        return new Partials(by.stream().map(x -> List.of(f.derivative(x))).toList());
    }

    /** Scalar by matrix: entry (i, j) is ∂f/∂xᵢⱼ. Shape: that of the matrix. */
    public static Partials byMatrix(Expression f, List<List<String>> by) {
        return new Partials(
                by.stream().map(row -> row.stream().map(f::derivative).toList()).toList());
    }

    /**
     * Vector by vector: the Jacobian, entry (i, j) is ∂fᵢ/∂xⱼ: a row for each output, a column for
     * each input.
     */
    public static Partials jacobian(List<Expression> f, List<String> by) {
        return new Partials(
                f.stream().map(each -> by.stream().map(each::derivative).toList()).toList());
    }

    /** Vector by scalar: the derivative of each output, a column. Shape: (m, 1). */
    public static Partials byScalar(List<Expression> f, String by) {
        return jacobian(f, List.of(by));
    }

    /** The Hessian: entry (i, j) is ∂²f/∂xᵢ∂xⱼ. */
    public static Partials hessian(Expression f, List<String> by) {
        return jacobian(by.stream().map(f::derivative).toList(), by);
    }

    /**
     * The directional derivative ∇f·v/‖v‖.
     *
     * @param direction v, a number for each variable
     * @throws ChainruleException if v has another length, or is the zero vector
     */
    public static Expression directional(
            Expression f, List<String> by, List<Expression> direction) {
        if (direction.size() != by.size()) {
            throw new ChainruleException(
                    "direction",
                    "must hold a number for each of the variables " + String.join(", ", by),
                    "but found " + direction.size() + " for " + by.size(),
                    "Write for example "
                            + String.join(",", Collections.nCopies(by.size(), "1"))
                            + ".");
        }
        if (direction.stream().allMatch(each -> each.at(Map.of()) == 0)) {
            throw new ChainruleException(
                    "direction",
                    "must not be the zero vector",
                    "but every number of it is 0",
                    "Choose one that points somewhere.");
        }
        Expression sum = Expression.ZERO;
        Expression squares = Expression.ZERO;
        for (int i = 0; i < by.size(); i++) {
            sum = sum.plus(f.derivative(by.get(i)).times(direction.get(i)));
            squares = squares.plus(direction.get(i).pow(2));
        }
        return sum.over(squares.pow(Expression.number(1, 2))).simplified();
    }

    /** The entries at a point. */
    public List<List<Double>> at(Map<String, Double> point) {
        return rows.stream().map(row -> row.stream().map(e -> e.at(point)).toList()).toList();
    }

    /** What this, a Hessian, says of a point. */
    public Curvature curvature(Map<String, Double> point) {
        List<List<Double>> values = at(point);
        double[][] entries =
                values.stream()
                        .map(row -> row.stream().mapToDouble(Double::doubleValue).toArray())
                        .toArray(double[][]::new);
        double[] eigenvalues =
                new EigenDecompositionSymmetric(MatrixUtils.createRealMatrix(entries))
                        .getEigenvalues();
        List<Double> sorted = java.util.Arrays.stream(eigenvalues).sorted().boxed().toList();
        return new Curvature(values, sorted, verdict(sorted));
    }

    private static Verdict verdict(List<Double> sorted) {
        double least = sorted.get(0);
        double greatest = sorted.get(sorted.size() - 1);
        double zero = FLAT * Math.max(Math.abs(least), Math.abs(greatest));
        if (least < -zero && greatest > zero) {
            return Verdict.SADDLE;
        }
        return least > zero
                ? Verdict.MINIMUM
                : greatest < -zero ? Verdict.MAXIMUM : Verdict.UNDECIDED;
    }

    /** How it is set on a page. */
    public Formula formula() {
        return Formula.matrix(
                rows.stream().map(row -> row.stream().map(Expression::formula).toList()).toList());
    }
}
