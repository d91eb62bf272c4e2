package org.chainrule.dsl.probability;

import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;
import org.chainrule.dsl.eval.NumericArray;

/** A distribution of single numbers. */
public interface Univariate extends Distribution {

    /** The expectation E[x]. */
    double mean();

    /** The variance E[(x − E[x])²]. */
    double variance();

    /** An outcome, drawn. */
    double sample(RandomGenerator random);

    /** The standard deviation, the root of the variance. */
    default double deviation() {
        return Math.sqrt(variance());
    }

    /** The log density, or log probability, of an outcome; −∞ where it cannot be. */
    default double logDensity(double outcome) {
        return logDensity(NumericArray.scalar(outcome)).item();
    }

    /** The density, or probability, of an outcome. */
    default double density(double outcome) {
        return Math.exp(logDensity(outcome));
    }

    /** Outcomes, drawn; the same from a generator of the same seed. */
    default double[] samples(int count, RandomGenerator random) {
        return DoubleStream.generate(() -> sample(random)).limit(count).toArray();
    }
}
