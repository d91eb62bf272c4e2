package org.chainrule.dsl.probability;

import java.util.Arrays;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.eval.NumericArray;
import org.hipparchus.exception.MathIllegalArgumentException;
import org.hipparchus.linear.CholeskyDecomposition;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;

/** What a matrix must be to be a covariance: square, symmetric and positive definite. */
final class CovarianceMatrix {
    private static final String WHERE = "MultivariateGaussian";
    private static final double ASYMMETRY = 1e-9; // of correlations, a few roundings

    private CovarianceMatrix() {}

    static void requireSquare(NumericArray matrix) {
        if (matrix.rank() != 2 || matrix.size(0) != matrix.size(1)) {
            throw new ChainruleException(
                    WHERE,
                    "the covariance must be a square matrix",
                    "but found sizes " + Arrays.toString(matrix.sizes()),
                    "Give a row and a column for each coordinate.");
        }
    }

    /**
     * L with Σ = L·Lᵀ. The correlations are decomposed, not the covariances, so that it does not
     * matter in which units coordinates are measured.
     */
    static NumericArray factor(NumericArray covariance) {
        int n = covariance.size(0);
        double[] deviations = new double[n];
        for (int i = 0; i < n; i++) {
            double variance = covariance.at(i, i);
            if (!(variance > 0 && variance < Double.POSITIVE_INFINITY)) {
                throw new ChainruleException(
                        WHERE,
                        "variances must be positive and finite",
                        "but found " + variance + " at " + i,
                        "Leave a coordinate out that does not vary.");
            }
            deviations[i] = Math.sqrt(variance);
        }
        double[][] correlations = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                correlations[i][j] = covariance.at(i, j) / deviations[i] / deviations[j];
            }
        }
        requireSymmetric(covariance, correlations);
        RealMatrix l = decomposed(correlations);
        double[] factor = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                factor[i * n + j] = deviations[i] * l.getEntry(i, j);
            }
        }
        return NumericArray.of(factor, n, n);
    }

    private static void requireSymmetric(NumericArray covariance, double[][] correlations) {
        for (int i = 0; i < correlations.length; i++) {
            for (int j = 0; j < i; j++) {
                if (!(Math.abs(correlations[i][j] - correlations[j][i]) <= ASYMMETRY)) {
                    throw new ChainruleException(
                            WHERE,
                            "the covariance must be symmetric",
                            "but found %s at (%d, %d) and %s at (%d, %d)"
                                    .formatted(
                                            covariance.at(i, j), i, j, covariance.at(j, i), j, i),
                            "Give the same number twice.");
                }
            }
        }
    }

    private static RealMatrix decomposed(double[][] correlations) {
        double least = correlations.length * Math.ulp(1.0); // what rounding leaves of 0
        try {
            return new CholeskyDecomposition(
                            MatrixUtils.createRealMatrix(correlations), 2 * ASYMMETRY, least)
                    .getL();
        } catch (MathIllegalArgumentException e) {
            throw new ChainruleException(
                    WHERE,
                    "the covariance must be positive definite",
                    "but a combination of the coordinates has no positive variance",
                    "Leave a coordinate out that follows from others, or add a little to the"
                            + " diagonal.",
                    e);
        }
    }

    /** L·Lᵀ of the lower triangle. */
    static NumericArray product(NumericArray factor) {
        requireSquare(factor);
        int n = factor.size(0);
        double[] product = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                for (int k = 0; k <= Math.min(i, j); k++) {
                    product[i * n + j] += factor.at(i, k) * factor.at(j, k);
                }
            }
        }
        return NumericArray.of(product, n, n);
    }
}
