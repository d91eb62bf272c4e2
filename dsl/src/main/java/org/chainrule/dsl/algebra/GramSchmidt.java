package org.chainrule.dsl.algebra;

import java.util.ArrayList;
import java.util.List;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.eval.NumericArray;
import org.chainrule.dsl.notation.Formula;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.RealVector;

/**
 * Gram and Schmidt's process: from the columns of A, one after the other, it takes what lies along
 * the columns before, and scales the rest to length 1. Then A = Q·R with QᵀQ = I and R an upper
 * triangle.
 *
 * <p>The classic process takes the parts from the column as it was given, rᵢⱼ = qᵢ·aⱼ; the modified
 * one from what is left of it, rᵢⱼ = qᵢ·v. Without rounding they are the same. With it, the columns
 * of Q lose their right angles in proportion to the square of A's condition in the classic process,
 * and to the condition in the modified one: {@link #loss}. Source: Trefethen and Bau, "Numerical
 * Linear Algebra", lectures 7 to 9.
 *
 * <pre>{@code
 * import org.chainrule.dsl.algebra.GramSchmidt;
 * import org.chainrule.dsl.eval.NumericArray;
 *
 * NumericArray a = NumericArray.of(new double[] {1, 1, 1, 0, 0, 1}, 3, 2);
 * System.out.print(GramSchmidt.of(a, GramSchmidt.Method.MODIFIED));
 * }</pre>
 *
 * @param method classic or modified
 * @param q Q, (m, n)
 * @param r R, (n, n)
 * @param steps what was done with each column
 */
@Teaches(
        meaning = "Gram-Schmidt, classic and modified, with the loss of right angles",
        formula = "v = aⱼ − Σ rᵢⱼ·qᵢ, qⱼ = v/‖v‖",
        rows = "I1")
public record GramSchmidt(Method method, NumericArray q, NumericArray r, List<Step> steps) {
    private static final double DEPENDENT = 1e-13; // of a column's length: nothing but rounding

    /** Where the parts along the columns before are measured. */
    public enum Method {
        /** On the column as it was given. */
        CLASSIC,
        /** On what is left of it. */
        MODIFIED
    }

    /**
     * One column.
     *
     * @param column which, from 1
     * @param along its parts along the columns of Q before
     * @param rest v, what is left of it
     * @param length ‖v‖
     */
    public record Step(int column, NumericArray along, NumericArray rest, double length) {}

    /** A copy. */
    public GramSchmidt {
        steps = List.copyOf(steps);
    }

    /**
     * Runs the process.
     *
     * @param a a matrix (m, n) whose columns do not depend on each other
     * @throws ChainruleException if they do, or something is not finite
     */
    public static GramSchmidt of(NumericArray a, Method method) {
        return of("GramSchmidt", a, method);
    }

    static GramSchmidt of(String where, NumericArray given, Method method) {
        RealMatrix a = new Given(where).matrix(given);
        int n = a.getColumnDimension();
        RealMatrix q = a.copy();
        RealMatrix r = MatrixUtils.createRealMatrix(n, n);
        List<Step> steps = new ArrayList<>();
        for (int j = 0; j < n; j++) {
            RealVector column = a.getColumnVector(j);
            RealVector rest = column;
            for (int i = 0; i < j; i++) {
                RealVector before = q.getColumnVector(i);
                RealVector measured = method == Method.CLASSIC ? column : rest;
                r.setEntry(i, j, before.dotProduct(measured));
                rest = rest.subtract(before.mapMultiply(r.getEntry(i, j)));
            }
            double length = Norms.p(Given.array(rest), 2);
            if (length <= DEPENDENT * Norms.p(Given.array(column), 2)) {
                throw new ChainruleException(
                        where,
                        "no column may depend on those before it",
                        "but of column " + (j + 1) + " nothing is left",
                        "Leave it out.");
            }
            r.setEntry(j, j, length);
            q.setColumnVector(j, rest.mapDivide(length));
            NumericArray along = Given.array(r.getColumnVector(j).getSubVector(0, j));
            steps.add(new Step(j + 1, along, Given.array(rest), length));
        }
        return new GramSchmidt(method, Given.array(q), Given.array(r), steps);
    }

    /** The greatest element of |QᵀQ − I|: how far the columns are from right angles. */
    public double loss() {
        RealMatrix matrix = new Given("GramSchmidt").matrix(q);
        RealMatrix product = matrix.transposeMultiply(matrix);
        int n = product.getRowDimension();
        return Given.greatest(product.subtract(MatrixUtils.createRealIdentityMatrix(n)));
    }

    /** A = Q·R in numbers. */
    public Formula formula() {
        return Formula.relation(
                Formula.symbol("A"), "=", Formula.product("·", Grid.formula(q), Grid.formula(r)));
    }

    /** Each step, then Q, R and the loss. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (Step step : steps) {
            text.append("v%d = a%1$d".formatted(step.column()));
            for (int i = 0; i < step.along().count(); i++) {
                double along = step.along().at(i);
                text.append(along < 0 ? " + " : " − ").append(Grid.number(Math.abs(along)));
                text.append("·q").append(i + 1);
            }
            text.append(", ‖v%d‖ = %s%n".formatted(step.column(), Grid.number(step.length())));
        }
        text.append(Grid.named("Q", q)).append(Grid.named("R", r));
        return text.append("|QᵀQ − I| ≤ ").append(Grid.number(loss())).append('\n').toString();
    }
}
