package org.chainrule.dsl.initializers;

import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Shape;

/**
 * The normal distribution around 0 without what lies beyond a bound, which is drawn anew. Its own
 * deviation is a little less than that of the whole: 0.88 of it for a bound of two deviations.
 *
 * @param deviation the standard deviation of the whole distribution
 * @param bound the greatest magnitude, in deviations; 2 by default
 */
@Teaches(
        meaning = "the normal distribution around 0 without its tails",
        formula = "w ~ N(0, σ²), |w| ≤ bσ")
public record TruncatedNormal(double deviation, double bound) implements Initializer {
    /** Checks deviation and bound. */
    public TruncatedNormal {
        Initializers.requireDeviation("truncatedNormal", deviation);
        Initializers.require(
                bound >= 0.1, // else most draws would be in vain
                "truncatedNormal",
                "the bound must be 0.1 deviations or more",
                bound,
                "2 is common.");
    }

    /** The same with another bound, in deviations. */
    public TruncatedNormal bound(double deviations) {
        return new TruncatedNormal(deviation, deviations);
    }

    @Override
    public DoubleStream values(Shape shape, RandomGenerator random) {
        return DoubleStream.generate(random::nextGaussian)
                .filter(z -> Math.abs(z) <= bound)
                .map(z -> z * deviation)
                .limit(shape.elements());
    }
}
