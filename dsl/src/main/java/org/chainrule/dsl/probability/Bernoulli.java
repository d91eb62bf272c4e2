package org.chainrule.dsl.probability;

import java.util.List;
import java.util.random.RandomGenerator;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.eval.NumericArray;
import org.chainrule.dsl.graph.DType;
import org.chainrule.dsl.graph.Op;
import org.chainrule.dsl.ops.BernoulliLogProbability;

/**
 * The Bernoulli distribution: 1 with probability p, else 0.
 *
 * <p>Mean p, variance p(1 − p), entropy −p ln p − (1 − p) ln(1 − p).
 *
 * @param p the probability of 1
 */
public record Bernoulli(double p) implements Univariate {

    /**
     * A Bernoulli distribution.
     *
     * @throws ChainruleException if p does not lie between 0 and 1
     */
    public Bernoulli {
        Simplex.requireProbability("Bernoulli", "p", p);
    }

    /** From the logit, p = σ(a) = 1/(1 + e⁻ᵃ). */
    public static Bernoulli ofLogit(double a) {
        return new Bernoulli(1 / (1 + Math.exp(-a)));
    }

    @Override
    public Op op() {
        return new BernoulliLogProbability();
    }

    @Override
    public List<NumericArray> parameters() {
        return List.of(NumericArray.scalar(p));
    }

    @Override
    public DType outcomes() {
        return DType.INT;
    }

    @Override
    public void require(NumericArray outcomes) {
        for (double each : outcomes.values()) {
            if (each != 0 && each != 1) {
                throw new ChainruleException(
                        "Bernoulli",
                        "an outcome must be 0 or 1",
                        "but found " + each,
                        "Call one outcome 0 and the other 1.");
            }
        }
    }

    @Override
    public double mean() {
        return p;
    }

    @Override
    public double variance() {
        return p * (1 - p);
    }

    @Override
    public double entropy() {
        return new Categorical(1 - p, p).entropy();
    }

    @Override
    public double sample(RandomGenerator random) {
        return random.nextDouble() < p ? 1 : 0;
    }
}
