package org.chainrule.dsl.probability;

import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.error.ChainruleException;

/**
 * Expectation, variance, covariance and correlation of random variables over a finite distribution.
 *
 * <p>Var X = E[(X − E X)²], Cov(X, Y) = E[(X − E X)(Y − E Y)], ρ = Cov(X, Y)/(σ(X)·σ(Y)).
 *
 * <pre>{@code
 * import java.util.Collections;
 * import org.chainrule.dsl.eval.NumericArray;
 * import org.chainrule.dsl.probability.*;
 *
 * var die = Attribute.of("die", "1", "2", "3", "4", "5", "6");
 * var fair = new JointDistribution(List.of(die), NumericArray.filled(1 / 6.0, 6));
 * var moments = new Moments(fair);
 * moments.expectation(RandomVariable.number("die")); // 3.5
 * moments.variance(RandomVariable.number("die")); // 35/12
 * }</pre>
 *
 * @param distribution the distribution
 */
@Teaches(
        meaning = "expectation, variance, covariance, correlation over a finite distribution",
        formula = "E[(X − E X)(Y − E Y)]",
        rows = "J5")
public record Moments(JointDistribution distribution) {

    /** E[X]. */
    public double expectation(RandomVariable x) {
        return distribution.expectation(x);
    }

    /** E[X | B]. */
    public double expectation(RandomVariable x, Event given) {
        return distribution.given(given).expectation(x);
    }

    /** Var X. */
    public double variance(RandomVariable x) {
        return covariance(x, x);
    }

    /** Cov(X, Y). */
    public double covariance(RandomVariable x, RandomVariable y) {
        double mx = expectation(x);
        double my = expectation(y);
        return expectation(x.minus(mx).times(y.minus(my)));
    }

    /**
     * The correlation, between −1 and 1.
     *
     * @throws ChainruleException if one of them does not vary
     */
    public double correlation(RandomVariable x, RandomVariable y) {
        return correlation(covariance(x, y), variance(x), variance(y));
    }

    static double correlation(double covariance, double varianceX, double varianceY) {
        if (!(varianceX > 0) || !(varianceY > 0)) {
            throw new ChainruleException(
                    "correlation",
                    "both variables must vary",
                    "but found variances " + varianceX + " and " + varianceY,
                    "Leave out what is constant.");
        }
        double correlation = covariance / (Math.sqrt(varianceX) * Math.sqrt(varianceY));
        return Math.max(-1, Math.min(1, correlation)); // but for rounding
    }

    /**
     * The law of total variance, Var X = E[Var(X | Y)] + Var(E[X | Y]).
     *
     * @param within E[Var(X | Y)], what is left when Y is known
     * @param between Var(E[X | Y]), what Y explains
     */
    public record Parts(double within, double between) {
        /** Var X. */
        public double total() {
            return within + between;
        }
    }

    /** The variance of X, in parts by the values of an attribute. */
    public Parts variance(RandomVariable x, String attribute) {
        double mean = expectation(x);
        double within = 0;
        double between = 0;
        for (String value : distribution.attribute(attribute).values()) {
            Event y = Event.of(attribute, value);
            double p = distribution.probability(y);
            if (p > 0) {
                Moments conditional = new Moments(distribution.given(y));
                double distance = conditional.expectation(x) - mean;
                within += p * conditional.variance(x);
                between += p * distance * distance;
            }
        }
        return new Parts(within, between);
    }
}
