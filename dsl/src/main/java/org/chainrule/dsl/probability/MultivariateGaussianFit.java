package org.chainrule.dsl.probability;

import java.util.List;
import java.util.Map;
import org.chainrule.dsl.eval.NumericArray;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.ops.MultivariateGaussianLogDensity;

/**
 * The multivariate normal distribution of maximum likelihood: μ = x̄, Σ = 1/n·Σ (x − x̄)(x − x̄)ᵀ.
 * The parameters are μ and the lower triangular factor L of Σ = L·Lᵀ.
 *
 * @param sample what was observed (n, d)
 */
public record MultivariateGaussianFit(Sample sample)
        implements MaximumLikelihood<MultivariateGaussian> {

    /** Fails where a column does not vary or follows from others: Σ is not positive definite. */
    @Override
    public MultivariateGaussian closedForm() {
        return new MultivariateGaussian(sample.means(), sample.covariances(Divisor.N));
    }

    /** From a mean of 0 and no correlations. */
    @Override
    public Objective negativeLogLikelihood() {
        int d = sample.width();
        NumericArray rows = sample.rows().reshaped(sample.size(), d);
        NumericArray factor = NumericArray.filled(0, d, d);
        NumericArray zeros = NumericArray.filled(0, d);
        for (int i = 0; i < d; i++) {
            Sample column = sample.column(i);
            double square = column.variance(Divisor.N) + column.mean() * column.mean();
            factor = factor.with(i * d + i, Math.sqrt(square));
        }
        Node x = Objective.variable("x", rows);
        Node mean = Objective.variable("μ", zeros);
        Node l = Objective.variable("L", factor);
        Node density = new MultivariateGaussianLogDensity().apply(x, mean, l);
        return new Objective(
                density.mean().negate(), Map.of(x, rows), List.of(mean, l), List.of(zeros, factor));
    }

    @Override
    public MultivariateGaussian at(List<NumericArray> parameters) {
        return MultivariateGaussian.ofFactor(parameters.get(0), parameters.get(1));
    }
}
