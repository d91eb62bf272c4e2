package org.chainrule.dsl.probability;

import org.chainrule.dsl.eval.NumericArray;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.ops.GaussianLogDensity;
import org.hipparchus.linear.CholeskyDecomposition;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;

/**
 * Linear regression with a normal prior of the weights, w ~ N(0, τ²): ½‖y − x·w‖² + ½λ‖w‖² with λ =
 * σ²/τ², and w = (xᵀx + λI)⁻¹·xᵀy.
 *
 * <p>There is no intercept; take the means off first. Source: Hoerl and Kennard, "Ridge
 * Regression", 1970.
 *
 * @param x inputs (n, d)
 * @param y outputs (n)
 * @param deviation σ of the noise
 * @param prior τ of the weights
 */
public record RidgeRegression(NumericArray x, NumericArray y, double deviation, double prior)
        implements MaximumAPosteriori {

    /**
     * A ridge regression.
     *
     * @throws org.chainrule.dsl.error.ChainruleException if sizes do not fit, or a deviation is not
     *     positive
     */
    public RidgeRegression {
        LinearRegressionFit.requireFit("RidgeRegression", x, y);
        Simplex.requirePositive("RidgeRegression", "deviation", deviation);
        Simplex.requirePositive("RidgeRegression", "prior", prior);
    }

    /** λ = σ²/τ². */
    public double penalty() {
        return deviation * deviation / (prior * prior);
    }

    @Override
    public double factor() {
        return 1 / (deviation * deviation);
    }

    @Override
    public Objective negativeLogPosterior() {
        LinearTerms terms = LinearTerms.of(x, y);
        Node logPrior =
                new GaussianLogDensity()
                        .apply(terms.w(), Node.constant(0), Node.constant(prior))
                        .sum();
        return terms.objective(terms.logLikelihood(deviation).plus(logPrior).negate());
    }

    @Override
    public Objective penalizedLoss() {
        LinearTerms terms = LinearTerms.of(x, y);
        Node square = terms.w().square().sum().times(0.5 * penalty());
        return terms.objective(terms.squaredError().plus(square));
    }

    @Override
    public NumericArray closedForm() {
        RealMatrix design = LinearTerms.matrix(x);
        RealMatrix normal = design.transposeMultiply(design);
        for (int i = 0; i < normal.getRowDimension(); i++) {
            normal.addToEntry(i, i, penalty());
        }
        double[] right = design.preMultiply(y.values());
        double[] w =
                new CholeskyDecomposition(normal, 1e-12, 0)
                        .getSolver()
                        .solve(MatrixUtils.createRealVector(right))
                        .toArray();
        return NumericArray.of(w, w.length);
    }
}
