package org.chainrule.dsl.algebra;

import java.util.Arrays;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.eval.NumericArray;
import org.chainrule.dsl.graph.Shape;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.RealVector;

/** Vectors and matrices as they were given, checked. */
record Given(String where) {
    /** How far apart elements may lie that should be equal, in parts of the greatest element. */
    static final double SYMMETRY = 1e-10;

    /** A matrix of finite numbers with at least one row and column. */
    RealMatrix matrix(NumericArray array) {
        requireRank(array, 2, "a matrix", "Reshape it to rows and columns.");
        RealMatrix matrix = new Array2DRowRealMatrix(array.size(0), array.size(1));
        double[] values = array.values();
        for (int i = 0; i < values.length; i++) {
            matrix.setEntry(i / array.size(1), i % array.size(1), values[i]);
        }
        return matrix;
    }

    /** A vector of finite numbers with at least one element. */
    RealVector vector(NumericArray array) {
        requireRank(array, 1, "a vector", "Reshape it to one axis.");
        return new ArrayRealVector(array.values());
    }

    private void requireRank(NumericArray array, int rank, String what, String mend) {
        if (array.rank() != rank || array.count() == 0) {
            throw new ChainruleException(
                    where,
                    what + " must have " + (rank == 1 ? "one axis" : "two axes") + " and numbers",
                    "but found the shape " + Shape.of(array.sizes()),
                    mend);
        }
        Arrays.stream(array.values())
                .filter(x -> !Double.isFinite(x))
                .findFirst()
                .ifPresent(this::rejectNumber);
    }

    private void rejectNumber(double number) {
        throw new ChainruleException(
                where,
                "all numbers must be finite",
                "but found " + number,
                "Leave out or fill in what is missing.");
    }

    /** A matrix with as many rows as columns. */
    RealMatrix square(NumericArray array) {
        RealMatrix matrix = matrix(array);
        if (!matrix.isSquare()) {
            throw new ChainruleException(
                    where,
                    "a matrix must have as many rows as columns",
                    "but found the shape " + Shape.of(array.sizes()),
                    "For others there are SingularValues and LeastSquares.");
        }
        return matrix;
    }

    /** A square matrix that equals its transpose, but for rounding. */
    RealMatrix symmetric(NumericArray array) {
        RealMatrix matrix = square(array);
        if (!isSymmetric(matrix, SYMMETRY)) {
            throw new ChainruleException(
                    where,
                    "a matrix must be symmetric",
                    "but A and Aᵀ differ by " + Grid.number(asymmetry(matrix)),
                    "Take (A + Aᵀ)/2 if that is what is meant.");
        }
        return matrix;
    }

    static boolean isSymmetric(RealMatrix matrix, double tolerance) {
        return asymmetry(matrix) <= tolerance * greatest(matrix);
    }

    /** The greatest |Aᵢⱼ − Aⱼᵢ|. */
    static double asymmetry(RealMatrix matrix) {
        return greatest(matrix.subtract(matrix.transpose()));
    }

    /** The greatest |Aᵢⱼ|. */
    static double greatest(RealMatrix matrix) {
        return Arrays.stream(matrix.getData())
                .flatMapToDouble(Arrays::stream)
                .map(Math::abs)
                .max()
                .orElse(0);
    }

    /** Checks that two lengths are the same. */
    void requireEqual(String what, int found, int wanted) {
        if (found != wanted) {
            throw new ChainruleException(
                    where,
                    what + " must be " + wanted,
                    "but found " + found,
                    "Give arrays that belong together.");
        }
    }

    static NumericArray array(RealMatrix matrix) {
        double[] values = Arrays.stream(matrix.getData()).flatMapToDouble(Arrays::stream).toArray();
        return NumericArray.of(values, matrix.getRowDimension(), matrix.getColumnDimension());
    }

    static NumericArray array(RealVector vector) {
        return array(vector.toArray());
    }

    static NumericArray array(double... values) {
        return NumericArray.of(values, values.length);
    }
}
