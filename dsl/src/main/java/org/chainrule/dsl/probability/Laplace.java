package org.chainrule.dsl.probability;

import java.util.List;
import java.util.random.RandomGenerator;
import org.chainrule.dsl.eval.NumericArray;
import org.chainrule.dsl.graph.DType;
import org.chainrule.dsl.graph.Op;
import org.chainrule.dsl.ops.LaplaceLogDensity;

/**
 * The Laplace distribution, p(x) = e^(−|x − μ|/b)/2b.
 *
 * <p>Mean μ, variance 2b², entropy 1 + ln 2b.
 *
 * @param mean μ
 * @param scale b, more than 0
 */
public record Laplace(double mean, double scale) implements Univariate {

    /**
     * A Laplace distribution.
     *
     * @throws org.chainrule.dsl.error.ChainruleException if the mean is not finite or the scale is
     *     not positive
     */
    public Laplace {
        Simplex.requireFinite("Laplace", "mean", mean);
        Simplex.requirePositive("Laplace", "scale", scale);
    }

    @Override
    public Op op() {
        return new LaplaceLogDensity();
    }

    @Override
    public List<NumericArray> parameters() {
        return List.of(NumericArray.scalar(mean), NumericArray.scalar(scale));
    }

    @Override
    public DType outcomes() {
        return DType.FLOAT;
    }

    @Override
    public double variance() {
        return 2 * scale * scale;
    }

    @Override
    public double entropy() {
        return 1 + Math.log(2 * scale);
    }

    /** An exponential distance to either side. */
    @Override
    public double sample(RandomGenerator random) {
        double distance = scale * random.nextExponential();
        return random.nextBoolean() ? mean + distance : mean - distance;
    }
}
