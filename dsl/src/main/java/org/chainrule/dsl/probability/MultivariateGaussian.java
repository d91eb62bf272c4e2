package org.chainrule.dsl.probability;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.eval.NumericArray;
import org.chainrule.dsl.graph.DType;
import org.chainrule.dsl.graph.Op;
import org.chainrule.dsl.ops.MultivariateGaussianLogDensity;

/**
 * The normal distribution of n numbers, p(x) = e^(−½(x − μ)ᵀΣ⁻¹(x − μ))/√det(2πΣ).
 *
 * <p>Mean μ, covariance Σ, entropy ½ ln det(2πeΣ). The log density is an op of the lower triangular
 * L with Σ = L·Lᵀ, which Cholesky's method gives.
 *
 * @param mean μ (n)
 * @param covariance Σ (n, n), symmetric and positive definite
 */
public record MultivariateGaussian(NumericArray mean, NumericArray covariance)
        implements Multivariate {

    /**
     * A multivariate normal distribution.
     *
     * @throws ChainruleException if the sizes do not fit, or the covariance is not symmetric or not
     *     positive definite
     */
    public MultivariateGaussian {
        if (mean.rank() != 1) {
            throw new ChainruleException(
                    "MultivariateGaussian",
                    "the mean must be a vector",
                    "but found " + mean.rank() + " axes",
                    "Give a number for each coordinate.");
        }
        CovarianceMatrix.requireSquare(covariance);
        if (covariance.size(0) != mean.count()) {
            throw new ChainruleException(
                    "MultivariateGaussian",
                    "the covariance must have a row for each number of the mean",
                    "but found " + covariance.size(0) + " rows and " + mean.count() + " numbers",
                    "Give both for the same coordinates.");
        }
        CovarianceMatrix.factor(covariance);
    }

    /** From the factor: the covariance is L·Lᵀ. */
    public static MultivariateGaussian ofFactor(NumericArray mean, NumericArray factor) {
        return new MultivariateGaussian(mean, CovarianceMatrix.product(factor));
    }

    /** L, lower triangular with a positive diagonal: (n, n). */
    public NumericArray factor() {
        return CovarianceMatrix.factor(covariance);
    }

    @Override
    public Op op() {
        return new MultivariateGaussianLogDensity();
    }

    @Override
    public List<NumericArray> parameters() {
        return List.of(mean, factor());
    }

    @Override
    public DType outcomes() {
        return DType.FLOAT;
    }

    @Override
    public void require(NumericArray outcomes) {
        if (outcomes.rank() == 0 || outcomes.size(-1) != mean.count()) {
            throw new ChainruleException(
                    "MultivariateGaussian",
                    "an outcome must be a vector of " + mean.count() + " numbers",
                    "but found sizes " + Arrays.toString(outcomes.sizes()),
                    "Let the last axis run over the coordinates.");
        }
    }

    /** The log density at a vector. */
    public double logDensity(double... x) {
        return logDensity(NumericArray.of(x, x.length)).item();
    }

    @Override
    public double entropy() {
        NumericArray factor = factor();
        double sum = 0.5 * mean.count() * Math.log(2 * Math.PI * Math.E);
        for (int i = 0; i < mean.count(); i++) {
            sum += Math.log(factor.at(i, i));
        }
        return sum;
    }

    /** A vector, drawn: μ + L·z, with n standard normal numbers z. */
    public double[] sample(RandomGenerator random) {
        NumericArray factor = factor();
        double[] x = mean.values();
        for (int j = 0; j < x.length; j++) {
            double z = random.nextGaussian();
            for (int i = j; i < x.length; i++) {
                x[i] += factor.at(i, j) * z;
            }
        }
        return x;
    }

    /** Vectors, drawn: (count, n). */
    public NumericArray samples(int count, RandomGenerator random) {
        double[] all = new double[count * mean.count()];
        for (int i = 0; i < count; i++) {
            System.arraycopy(sample(random), 0, all, i * mean.count(), mean.count());
        }
        return NumericArray.of(all, count, mean.count());
    }
}
