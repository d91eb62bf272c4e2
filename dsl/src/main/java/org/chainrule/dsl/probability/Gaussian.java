package org.chainrule.dsl.probability;

import java.util.List;
import java.util.random.RandomGenerator;
import org.chainrule.dsl.eval.NumericArray;
import org.chainrule.dsl.graph.DType;
import org.chainrule.dsl.graph.Op;
import org.chainrule.dsl.ops.GaussianLogDensity;

/**
 * The normal distribution, p(x) = e^(−½((x − μ)/σ)²)/(σ√2π).
 *
 * <p>Mean μ, variance σ², entropy ½ ln 2πeσ².
 *
 * @param mean μ
 * @param deviation the standard deviation σ, more than 0
 */
public record Gaussian(double mean, double deviation) implements Univariate {

    /**
     * A normal distribution.
     *
     * @throws org.chainrule.dsl.error.ChainruleException if the mean is not finite or the deviation
     *     is not positive
     */
    public Gaussian {
        Simplex.requireFinite("Gaussian", "mean", mean);
        Simplex.requirePositive("Gaussian", "deviation", deviation);
    }

    /** The standard normal distribution: mean 0 and deviation 1. */
    public Gaussian() {
        this(0, 1);
    }

    @Override
    public Op op() {
        return new GaussianLogDensity();
    }

    @Override
    public List<NumericArray> parameters() {
        return List.of(NumericArray.scalar(mean), NumericArray.scalar(deviation));
    }

    @Override
    public DType outcomes() {
        return DType.FLOAT;
    }

    @Override
    public double variance() {
        return deviation * deviation;
    }

    @Override
    public double entropy() {
        return 0.5 * Math.log(2 * Math.PI * Math.E) + Math.log(deviation);
    }

    @Override
    public double sample(RandomGenerator random) {
        return random.nextGaussian(mean, deviation);
    }
}
