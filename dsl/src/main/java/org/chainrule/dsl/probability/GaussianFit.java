package org.chainrule.dsl.probability;

import java.util.List;
import java.util.Map;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.eval.NumericArray;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.ops.GaussianLogDensity;

/**
 * The normal distribution of maximum likelihood: μ = x̄, σ² = Σ (x − x̄)²/n. The parameters are μ
 * and ln σ.
 *
 * @param sample what was observed
 */
public record GaussianFit(Sample sample) implements MaximumLikelihood<Gaussian> {

    /**
     * A fit.
     *
     * @throws ChainruleException if the numbers are all the same
     */
    public GaussianFit {
        if (!(sample.variance(Divisor.N) > 0)) {
            throw new ChainruleException(
                    "GaussianFit",
                    "the numbers must vary",
                    "but all " + sample.size() + " are the same",
                    "There is no normal distribution of deviation 0.");
        }
    }

    @Override
    public Gaussian closedForm() {
        return new Gaussian(sample.mean(), Math.sqrt(sample.variance(Divisor.N)));
    }

    /** From a mean of 0 and a deviation of the root of the mean square. */
    @Override
    public Objective negativeLogLikelihood() {
        Node x = Objective.variable("x", sample.rows());
        NumericArray zero = NumericArray.scalar(0);
        double square = sample.variance(Divisor.N) + sample.mean() * sample.mean();
        Node mean = Objective.variable("μ", zero);
        Node logDeviation = Objective.variable("s", zero);
        Node density = new GaussianLogDensity().apply(x, mean, logDeviation.exp());
        return new Objective(
                density.mean().negate(),
                Map.of(x, sample.rows()),
                List.of(mean, logDeviation),
                List.of(zero, NumericArray.scalar(0.5 * Math.log(square))));
    }

    @Override
    public Gaussian at(List<NumericArray> parameters) {
        return new Gaussian(parameters.get(0).item(), Math.exp(parameters.get(1).item()));
    }
}
