package org.chainrule.dsl.information;

import java.util.random.RandomGenerator;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.eval.NumericArray;
import org.chainrule.dsl.ops.GaussianRelativeEntropy;
import org.chainrule.dsl.ops.MultivariateGaussianRelativeEntropy;
import org.chainrule.dsl.ops.RelativeEntropy;
import org.chainrule.dsl.probability.Gaussian;
import org.chainrule.dsl.probability.MultivariateGaussian;
import org.chainrule.dsl.probability.Univariate;

/**
 * The Kullback-Leibler divergence, D(p‖q) = Σ p ln(p/q): how many nats an outcome of p costs more
 * where it is taken for one of q.
 *
 * <p>It is never negative, 0 only where p = q, and not symmetric: D(p‖q) is infinite where q leaves
 * out what p holds possible, and D(q‖p) need not be.
 */
@Teaches(
        meaning = "Kullback-Leibler divergence of finite and of normal distributions",
        formula = "Σ p ln(p/q)",
        rows = "K3")
public final class KlDivergence {
    private KlDivergence() {}

    /**
     * The divergence in nats of finite distributions.
     *
     * @param p what is so
     * @param q what it is taken for
     * @throws ChainruleException if one is no distribution, or they are not of the same outcomes
     */
    public static double of(double[] p, double[] q) {
        return of(Unit.NATS, p, q);
    }

    /** The divergence in a unit. */
    public static double of(Unit unit, double[] p, double[] q) {
        Value.require("KlDivergence", p, q);
        return unit.of(Value.of(new RelativeEntropy(), p, q));
    }

    /** The divergence in nats of normal distributions, by the closed form. */
    public static double of(Gaussian p, Gaussian q) {
        return Value.of(
                new GaussianRelativeEntropy(),
                NumericArray.scalar(p.mean()),
                NumericArray.scalar(p.deviation()),
                NumericArray.scalar(q.mean()),
                NumericArray.scalar(q.deviation()));
    }

    /**
     * The divergence in nats of multivariate normal distributions, by the closed form.
     *
     * @throws ChainruleException if they are not of as many numbers
     */
    public static double of(MultivariateGaussian p, MultivariateGaussian q) {
        if (p.mean().count() != q.mean().count()) {
            throw new ChainruleException(
                    "KlDivergence",
                    "both distributions must be of as many numbers",
                    "but found " + p.mean().count() + " and " + q.mean().count(),
                    "Compare distributions of the same coordinates.");
        }
        return Value.of(
                new MultivariateGaussianRelativeEntropy(),
                p.mean(),
                p.factor(),
                q.mean(),
                q.factor());
    }

    /**
     * An estimate of the divergence in nats for distributions without a closed form: the mean of ln
     * p(x) − ln q(x) over outcomes x that are drawn from p.
     */
    public static double sampled(Univariate p, Univariate q, int count, RandomGenerator random) {
        NumericArray outcomes = NumericArray.of(p.samples(count, random), count);
        double[] own = p.logDensity(outcomes).values();
        double[] other = q.logDensity(outcomes).values();
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += own[i] - other[i];
        }
        return sum / count;
    }
}
