package org.chainrule.dsl.probability;

import java.util.List;
import java.util.random.RandomGenerator;
import org.chainrule.dsl.eval.NumericArray;
import org.chainrule.dsl.graph.DType;
import org.chainrule.dsl.graph.Op;
import org.chainrule.dsl.ops.ExponentialLogDensity;

/**
 * The exponential distribution, p(x) = λe^(−λx) for x ≥ 0.
 *
 * <p>Mean 1/λ, variance 1/λ², entropy 1 − ln λ.
 *
 * @param rate λ, more than 0
 */
public record Exponential(double rate) implements Univariate {

    /**
     * An exponential distribution.
     *
     * @throws org.chainrule.dsl.error.ChainruleException if the rate is not positive
     */
    public Exponential {
        Simplex.requirePositive("Exponential", "rate", rate);
    }

    @Override
    public Op op() {
        return new ExponentialLogDensity();
    }

    @Override
    public List<NumericArray> parameters() {
        return List.of(NumericArray.scalar(rate));
    }

    @Override
    public DType outcomes() {
        return DType.FLOAT;
    }

    @Override
    public double mean() {
        return 1 / rate;
    }

    @Override
    public double variance() {
        return 1 / (rate * rate);
    }

    @Override
    public double entropy() {
        return 1 - Math.log(rate);
    }

    @Override
    public double sample(RandomGenerator random) {
        return random.nextExponential() / rate;
    }
}
