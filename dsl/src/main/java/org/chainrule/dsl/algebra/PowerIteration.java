package org.chainrule.dsl.algebra;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.eval.NumericArray;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.RealVector;

/**
 * The eigenvalue of a symmetric matrix that is greatest in magnitude, found by hand: x ← A·x/‖A·x‖,
 * again and again, until x no longer turns; then λ = xᵀA·x (Rayleigh's quotient).
 *
 * <p>The error of x shrinks by |λ₂/λ₁| a step, so that it does not settle where λ₂ = −λ₁. Source:
 * Golub and Van Loan, "Matrix Computations", section 8.2.
 *
 * @param value λ
 * @param vector x, of length 1
 * @param steps the quotient and the residual ‖A·x − λ·x‖ after each step
 * @param settled whether the residual came below the tolerance
 */
@Teaches(meaning = "power iteration for the greatest eigenvalue", formula = "x ← A·x/‖A·x‖")
public record PowerIteration(double value, NumericArray vector, List<Step> steps, boolean settled) {
    /** The residual, in parts of |λ|, at which a vector counts as found. */
    public static final double TOLERANCE = 1e-12;

    private static final Given GIVEN = new Given("PowerIteration");

    /**
     * A step.
     *
     * @param value xᵀA·x
     * @param residual ‖A·x − λ·x‖
     */
    public record Step(double value, double residual) {}

    /** A copy. */
    public PowerIteration {
        steps = List.copyOf(steps);
    }

    /**
     * Runs the iteration from (1, 1/2, 1/3, …).
     *
     * @param a a symmetric matrix (n, n)
     * @param most after how many steps it stops in any case
     * @throws ChainruleException if the matrix is not symmetric, or there is no step
     */
    public static PowerIteration of(NumericArray a, int most) {
        return run(GIVEN.symmetric(a), most);
    }

    /**
     * The first eigenvalues by magnitude, each after those before were taken off: A ← A − λ·x·xᵀ.
     *
     * @param count how many, from 1 to n
     * @throws ChainruleException as {@link #of}, or if there are not so many
     */
    public static List<PowerIteration> several(NumericArray a, int count, int most) {
        RealMatrix rest = GIVEN.symmetric(a);
        if (count < 1 || count > rest.getRowDimension()) {
            throw new ChainruleException(
                    "PowerIteration",
                    "the count of eigenvalues must lie between 1 and " + rest.getRowDimension(),
                    "but found " + count,
                    "Choose another.");
        }
        List<PowerIteration> found = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            PowerIteration next = run(rest, most);
            RealVector x = GIVEN.vector(next.vector());
            rest = rest.subtract(x.outerProduct(x).scalarMultiply(next.value()));
            found.add(next);
        }
        return found;
    }

    private static PowerIteration run(RealMatrix a, int most) {
        if (most < 1) {
            throw new ChainruleException(
                    "PowerIteration",
                    "there must be at least one step",
                    "but found " + most,
                    "Give a greater number.");
        }
        double[] start = new double[a.getRowDimension()];
        Arrays.setAll(start, i -> 1.0 / (i + 1));
        RealVector x = new ArrayRealVector(start).unitVector();
        List<Step> steps = new ArrayList<>();
        boolean settled = false;
        double value = 0;
        while (!settled && steps.size() < most) {
            RealVector next = a.operate(x);
            if (next.getNorm() > 0) {
                x = next.unitVector();
            }
            RealVector product = a.operate(x);
            value = x.dotProduct(product);
            double residual = product.subtract(x.mapMultiply(value)).getNorm();
            steps.add(new Step(value, residual));
            settled = residual <= TOLERANCE * Math.abs(value);
        }
        return new PowerIteration(value, Given.array(x), steps, settled);
    }

    /** The first ten steps and the last, then λ and x. */
    @Override
    public String toString() {
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            if (i < 10 || i == steps.size() - 1) {
                Step step = steps.get(i);
                rows.add(
                        List.of(
                                Integer.toString(i + 1),
                                Grid.number(step.value()),
                                Grid.number(step.residual())));
            }
        }
        return Grid.table(List.of("step", "xᵀA·x", "‖A·x − λ·x‖"), rows)
                + (settled ? "" : "not settled\n")
                + "λ = "
                + Grid.number(value)
                + "\n"
                + Grid.named("x", vector);
    }
}
