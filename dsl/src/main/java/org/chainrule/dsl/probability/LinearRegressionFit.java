package org.chainrule.dsl.probability;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.eval.NumericArray;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.ops.GaussianLogDensity;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.QRDecomposition;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.RealVector;

/**
 * Linear regression as maximum likelihood: where noise is normal, the negative log likelihood is
 * the squared error but for factors, so w and c are those of least squares, and σ² is the mean
 * squared error.
 *
 * @param x inputs (n, d)
 * @param y outputs (n)
 */
public record LinearRegressionFit(NumericArray x, NumericArray y)
        implements MaximumLikelihood<LinearModel> {

    /**
     * A regression.
     *
     * @throws ChainruleException if sizes do not fit
     */
    public LinearRegressionFit {
        requireFit("LinearRegressionFit", x, y);
    }

    static void requireFit(String where, NumericArray x, NumericArray y) {
        if (x.rank() != 2 || y.rank() != 1 || x.size(0) != y.size(0) || y.count() == 0) {
            throw new ChainruleException(
                    where,
                    "x must be of sizes (n, d) and y of size (n)",
                    "but found "
                            + Arrays.toString(x.sizes())
                            + " and "
                            + Arrays.toString(y.sizes()),
                    "Give an output for each row of inputs.");
        }
    }

    /** Least squares by the QR decomposition of (x, 1). */
    @Override
    public LinearModel closedForm() {
        int d = x.size(1);
        RealMatrix design = MatrixUtils.createRealMatrix(x.size(0), d + 1);
        for (int i = 0; i < x.size(0); i++) {
            for (int j = 0; j < d; j++) {
                design.setEntry(i, j, x.at(i, j));
            }
            design.setEntry(i, d, 1);
        }
        RealVector outputs = MatrixUtils.createRealVector(y.values());
        var solver = new QRDecomposition(design, d * Math.ulp(1.0)).getSolver();
        if (!solver.isNonSingular()) {
            throw new ChainruleException(
                    "LinearRegressionFit",
                    "no input may follow from the others",
                    "but the columns of x and a constant are not independent",
                    "Leave a column out, or use ridge regression.");
        }
        RealVector solution = solver.solve(outputs);
        double error = design.operate(solution).subtract(outputs).getNorm();
        return new LinearModel(
                NumericArray.of(solution.getSubVector(0, d).toArray(), d),
                solution.getEntry(d),
                error / Math.sqrt(x.size(0)));
    }

    @Override
    public Objective negativeLogLikelihood() {
        NumericArray zero = NumericArray.scalar(0);
        NumericArray zeros = NumericArray.filled(0, x.size(1));
        Node inputs = Objective.variable("x", x);
        Node outputs = Objective.variable("y", y);
        Node w = Objective.variable("w", zeros);
        Node c = Objective.variable("c", zero);
        Node s = Objective.variable("s", zero);
        Node mean = inputs.times(w).sum(-1).plus(c);
        Node density = new GaussianLogDensity().apply(outputs, mean, s.exp());
        return new Objective(
                density.mean().negate(),
                Map.of(inputs, x, outputs, y),
                List.of(w, c, s),
                List.of(zeros, zero, zero));
    }

    @Override
    public LinearModel at(List<NumericArray> parameters) {
        return new LinearModel(
                parameters.get(0), parameters.get(1).item(), Math.exp(parameters.get(2).item()));
    }
}
