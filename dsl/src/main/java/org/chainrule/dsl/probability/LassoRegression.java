package org.chainrule.dsl.probability;

import java.util.List;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.eval.NumericArray;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.ops.LaplaceLogDensity;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.SingularValueDecomposition;

/**
 * Linear regression with a Laplace prior of the weights of scale b: ½‖y − x·w‖² + λ‖w‖₁ with λ =
 * σ²/b. Where the columns of x are orthonormal, each weight is the soft threshold of xᵀy: what is
 * smaller than λ becomes 0, and the rest comes nearer to 0 by λ.
 *
 * <p>There is no intercept; take the means off first. Source: Tibshirani, "Regression Shrinkage and
 * Selection via the Lasso", 1996.
 *
 * @param x inputs (n, d)
 * @param y outputs (n)
 * @param deviation σ of the noise
 * @param prior b of the weights
 */
public record LassoRegression(NumericArray x, NumericArray y, double deviation, double prior)
        implements MaximumAPosteriori {
    private static final double ORTHONORMAL = 1e-9; // products of columns, but for rounding

    /**
     * A lasso regression.
     *
     * @throws ChainruleException if sizes do not fit, or the deviation or the scale is not positive
     */
    public LassoRegression {
        LinearRegressionFit.requireFit("LassoRegression", x, y);
        Simplex.requirePositive("LassoRegression", "deviation", deviation);
        Simplex.requirePositive("LassoRegression", "prior", prior);
    }

    /** λ = σ²/b. */
    public double penalty() {
        return deviation * deviation / prior;
    }

    @Override
    public double factor() {
        return 1 / (deviation * deviation);
    }

    @Override
    public Objective negativeLogPosterior() {
        LinearTerms terms = LinearTerms.of(x, y);
        Node logPrior =
                new LaplaceLogDensity()
                        .apply(terms.w(), Node.constant(0), Node.constant(prior))
                        .sum();
        return terms.objective(terms.logLikelihood(deviation).plus(logPrior).negate());
    }

    @Override
    public Objective penalizedLoss() {
        LinearTerms terms = LinearTerms.of(x, y);
        Node absolute = terms.w().abs().sum().times(penalty());
        return terms.objective(terms.squaredError().plus(absolute));
    }

    /**
     * The soft threshold of xᵀy.
     *
     * @throws ChainruleException if the columns of x are not orthonormal; then there is no closed
     *     form, and {@link #trained} finds the weights
     */
    @Override
    public NumericArray closedForm() {
        RealMatrix design = LinearTerms.matrix(x);
        RealMatrix products = design.transposeMultiply(design);
        for (int i = 0; i < products.getRowDimension(); i++) {
            for (int j = 0; j < products.getColumnDimension(); j++) {
                double found = products.getEntry(i, j);
                if (!(Math.abs(found - (i == j ? 1 : 0)) <= ORTHONORMAL)) {
                    throw new ChainruleException(
                            "LassoRegression",
                            "a closed form needs orthonormal columns",
                            "but the product of columns " + i + " and " + j + " is " + found,
                            "Train it.");
                }
            }
        }
        double[] w = design.preMultiply(y.values());
        return NumericArray.of(w, w.length).map(each -> softThreshold(each, penalty()));
    }

    /** sign(w)·max(|w| − λ, 0): the w′ that makes ½(w′ − w)² + λ|w′| least. */
    public static double softThreshold(double w, double threshold) {
        return Math.signum(w) * Math.max(Math.abs(w) - threshold, 0);
    }

    /**
     * The weights by proximal gradient descent: a step down the squared error, by its gradient,
     * then a soft threshold. The rate is one over the greatest curvature.
     */
    public NumericArray trained(int steps) {
        LinearTerms terms = LinearTerms.of(x, y);
        Objective loss = terms.objective(terms.squaredError());
        double norm = new SingularValueDecomposition(LinearTerms.matrix(x)).getNorm();
        double rate = 1 / (norm * norm);
        NumericArray w = terms.zeros();
        for (int step = 0; step < steps; step++) {
            double[] gradient = loss.gradient(List.of(w)).get(0).values();
            double[] next = w.values();
            for (int i = 0; i < next.length; i++) {
                next[i] = softThreshold(next[i] - rate * gradient[i], rate * penalty());
            }
            w = NumericArray.of(next, next.length);
        }
        return w;
    }
}
