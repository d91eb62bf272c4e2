package org.chainrule.dsl.algebra;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.eval.NumericArray;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;

/**
 * Gauss and Jordan's elimination of [A | B], step by step, to the reduced row echelon form: each
 * pivot is 1 and alone in its column. From it come the rank, the determinant, the inverse (B = I)
 * and the solution of A·X = B.
 *
 * <p>The pivot is the greatest element of what is left of its column, so that errors do not grow;
 * one below a rounding error of the greatest element of A counts as 0.
 *
 * <pre>{@code
 * import org.chainrule.dsl.algebra.Elimination;
 * import org.chainrule.dsl.eval.NumericArray;
 *
 * System.out.print(Elimination.inverse(NumericArray.of(new double[] {2, 1, 1, 1}, 2, 2)));
 * }</pre>
 *
 * @param columns the columns of A; those behind it are B's
 * @param reduced [A | B] at the end
 * @param pivots the columns that have a pivot, from 0
 * @param product the product of the pivots as they were found, with a sign for each exchange: the
 *     determinant where every column has one
 * @param steps what was done
 */
@Teaches(
        meaning = "inverse, rank, determinant and solution by Gauss-Jordan elimination",
        formula = "[A | I] → [I | A⁻¹]",
        rows = "I2")
public record Elimination(
        int columns, NumericArray reduced, List<Integer> pivots, double product, List<Step> steps) {
    private static final String WHERE = "Elimination";

    /**
     * A step.
     *
     * @param text what was done: {@code R₂ ← R₂ − 3·R₁}
     * @param after [A | B] after it
     */
    public record Step(String text, NumericArray after) {}

    /** A copy. */
    public Elimination {
        pivots = List.copyOf(pivots);
        steps = List.copyOf(steps);
    }

    /** Reduces a matrix (m, n) alone. */
    public static Elimination of(NumericArray a) {
        return new Run(new Given(WHERE).matrix(a), a.size(1)).done();
    }

    /** Reduces [A | I] of a square matrix (n, n); {@link #solution} is the inverse. */
    public static Elimination inverse(NumericArray a) {
        int n = new Given(WHERE).square(a).getRowDimension();
        return of(a, Given.array(MatrixUtils.createRealIdentityMatrix(n)));
    }

    /**
     * Reduces [A | B].
     *
     * @param a a matrix (m, n)
     * @param b a matrix (m, k)
     * @throws ChainruleException if they do not have as many rows, or something is not finite
     */
    public static Elimination of(NumericArray a, NumericArray b) {
        Given given = new Given(WHERE);
        RealMatrix left = given.matrix(a);
        RealMatrix right = given.matrix(b);
        int rows = left.getRowDimension();
        int columns = left.getColumnDimension();
        given.requireEqual("the rows of B, like those of A,", right.getRowDimension(), rows);
        RealMatrix both = MatrixUtils.createRealMatrix(rows, columns + right.getColumnDimension());
        both.setSubMatrix(left.getData(), 0, 0);
        both.setSubMatrix(right.getData(), 0, columns);
        return new Run(both, columns).done();
    }

    /** One elimination while it runs. */
    private static final class Run {
        private final RealMatrix matrix;
        private final int columns;
        private final double zero;
        private final List<Integer> pivots = new ArrayList<>();
        private final List<Step> steps = new ArrayList<>();
        private double product = 1;

        Run(RealMatrix given, int columns) {
            matrix = given.copy();
            this.columns = columns;
            int last = matrix.getRowDimension() - 1;
            double greatest = Given.greatest(matrix.getSubMatrix(0, last, 0, columns - 1));
            zero = greatest * Math.max(last + 1, columns) * Math.ulp(1.0);
        }

        Elimination done() {
            for (int column = 0; column < columns; column++) {
                int row = pivots.size();
                int pivot = row < matrix.getRowDimension() ? pivot(row, column) : -1;
                if (pivot >= 0) {
                    exchange(row, pivot);
                    scale(row, matrix.getEntry(row, column));
                    clear(row, column);
                    pivots.add(column);
                }
            }
            return new Elimination(columns, Given.array(matrix), pivots, product, steps);
        }

        /** The row of the greatest element from a row on; none if all are 0. */
        private int pivot(int from, int column) {
            int greatest = from;
            for (int i = from + 1; i < matrix.getRowDimension(); i++) {
                if (size(i, column) > size(greatest, column)) {
                    greatest = i;
                }
            }
            return size(greatest, column) > zero ? greatest : -1;
        }

        private double size(int row, int column) {
            return Math.abs(matrix.getEntry(row, column));
        }

        private void exchange(int a, int b) {
            if (a != b) {
                double[] kept = matrix.getRow(a);
                matrix.setRow(a, matrix.getRow(b));
                matrix.setRow(b, kept);
                product = -product;
                note("R%s ↔ R%s".formatted(below(a), below(b)));
            }
        }

        private void scale(int row, double pivot) {
            product *= pivot;
            if (pivot != 1) {
                matrix.setRowVector(row, matrix.getRowVector(row).mapDivide(pivot));
                note("R%s ← R%1$s/%s".formatted(below(row), fenced(pivot)));
            }
        }

        private void clear(int row, int column) {
            for (int i = 0; i < matrix.getRowDimension(); i++) {
                double factor = matrix.getEntry(i, column);
                if (i != row && factor != 0) {
                    matrix.setRowVector(
                            i,
                            matrix.getRowVector(i)
                                    .subtract(matrix.getRowVector(row).mapMultiply(factor)));
                    matrix.setEntry(i, column, 0);
                    note(
                            "R%s ← R%1$s %s %s·R%s"
                                    .formatted(
                                            below(i),
                                            factor < 0 ? "+" : "−",
                                            Grid.number(Math.abs(factor)),
                                            below(row)));
                }
            }
        }

        private void note(String text) {
            steps.add(new Step(text, Given.array(matrix)));
        }

        private static String below(int row) {
            return Integer.toString(row + 1)
                    .chars()
                    .mapToObj(digit -> Character.toString(digit - '0' + '₀'))
                    .collect(Collectors.joining());
        }

        private static String fenced(double number) {
            return number < 0 ? "(" + Grid.number(number) + ")" : Grid.number(number);
        }
    }

    /** How many columns of A do not depend on others. */
    public int rank() {
        return pivots.size();
    }

    /**
     * det A.
     *
     * @throws ChainruleException if A is not square
     */
    public double determinant() {
        requireSquare();
        return rank() < columns ? 0 : product;
    }

    /**
     * What B has become: A⁻¹·B.
     *
     * @throws ChainruleException if A is not square, or singular
     */
    public NumericArray solution() {
        requireSquare();
        if (rank() < columns) {
            throw new ChainruleException(
                    WHERE,
                    "a matrix must be regular to be inverted",
                    "but its rank is " + rank() + " of " + columns,
                    "Use LeastSquares, which gives the shortest of all best solutions.");
        }
        RealMatrix all = new Given(WHERE).matrix(reduced);
        return Given.array(all.getSubMatrix(0, columns - 1, columns, all.getColumnDimension() - 1));
    }

    private void requireSquare() {
        if (reduced.size(0) != columns) {
            throw new ChainruleException(
                    WHERE,
                    "a matrix must have as many rows as columns",
                    "but found " + reduced.size(0) + " and " + columns,
                    "For others there are SingularValues and LeastSquares.");
        }
    }

    /** Each step with the matrix after it, then the rank. */
    @Override
    public String toString() {
        return steps.stream()
                        .map(step -> step.text() + "\n" + Grid.named(" ", step.after()))
                        .collect(Collectors.joining())
                + "rank "
                + rank()
                + "\n";
    }
}
