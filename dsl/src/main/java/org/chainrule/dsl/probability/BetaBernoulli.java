package org.chainrule.dsl.probability;

import java.util.List;
import java.util.Map;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.eval.NumericArray;
import org.chainrule.dsl.graph.DType;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.ops.BernoulliLogProbability;

/**
 * A Bernoulli distribution whose p has a beta prior, ∝ p^(a − 1)·(1 − p)^(b − 1): after k ones and
 * m zeros, the posterior is the beta distribution of a + k and b + m.
 *
 * <p>Its mode is p = (k + a − 1)/(k + m + a + b − 2): the prior counts like a − 1 ones and b − 1
 * zeros more. Its mean is (a + k)/(a + b + k + m), with a = b = 1 Laplace's rule of succession.
 *
 * @param a the prior's first parameter, 1 or more
 * @param b its second parameter, 1 or more
 * @param ones k, how many ones were observed
 * @param zeros m, how many zeros were observed
 */
public record BetaBernoulli(double a, double b, int ones, int zeros) implements MaximumAPosteriori {

    /**
     * A prior and what was observed.
     *
     * @throws ChainruleException if a or b is less than 1, a count is negative, or every p is as
     *     probable as any other
     */
    public BetaBernoulli {
        if (!(a >= 1 && b >= 1 && Double.isFinite(a + b))) {
            throw new ChainruleException(
                    "BetaBernoulli",
                    "a and b must be 1 or more",
                    "but found " + a + " and " + b,
                    "Below 1 the density is infinite at 0 or 1, and has no mode between.");
        }
        if (ones < 0 || zeros < 0) {
            throw new ChainruleException(
                    "BetaBernoulli",
                    "counts must be 0 or more",
                    "but found " + ones + " and " + zeros,
                    "Count again.");
        }
        if (ones + zeros + a + b == 2) {
            throw new ChainruleException(
                    "BetaBernoulli",
                    "the prior or what was observed must prefer some p",
                    "but a = b = 1 and nothing was observed",
                    "Observe something.");
        }
    }

    /** The mean of the posterior, (a + k)/(a + b + k + m). */
    public double mean() {
        return (a + ones) / (a + b + ones + zeros);
    }

    /** The variance of the posterior. */
    public double variance() {
        double n = a + b + ones + zeros;
        return (a + ones) * (b + zeros) / (n * n * (n + 1));
    }

    @Override
    public NumericArray closedForm() {
        return NumericArray.scalar((ones + a - 1) / (ones + zeros + a + b - 2));
    }

    @Override
    public double factor() {
        return 1;
    }

    /** −ln p(data | p) − ln p(p), without the prior's constant. */
    @Override
    public Objective negativeLogPosterior() {
        Node p = Objective.variable("p", NumericArray.scalar(0));
        NumericArray outcomes = NumericArray.of(new double[] {0, 1}, 2);
        NumericArray counts = NumericArray.of(new double[] {zeros, ones}, 2);
        Node k = Objective.variable("k", outcomes, DType.INT);
        Node n = Objective.variable("n", counts);
        Node likelihood = n.times(new BernoulliLogProbability().apply(k, p)).sum();
        Node prior = p.log().times(a - 1).plus(p.subtractedFrom(1).log().times(b - 1));
        return objective(likelihood.plus(prior).negate(), Map.of(k, outcomes, n, counts), p);
    }

    /** The cross-entropy of all ones and zeros, the observed ones and the prior's. */
    @Override
    public Objective penalizedLoss() {
        Node p = Objective.variable("p", NumericArray.scalar(0));
        Node value =
                p.log()
                        .times(ones + a - 1)
                        .plus(p.subtractedFrom(1).log().times(zeros + b - 1))
                        .negate();
        return objective(value, Map.of(), p);
    }

    private static Objective objective(Node value, Map<Node, NumericArray> data, Node p) {
        return new Objective(value, data, List.of(p), List.of(NumericArray.scalar(0.5)));
    }
}
