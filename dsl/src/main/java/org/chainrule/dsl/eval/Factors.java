package org.chainrule.dsl.eval;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.chainrule.dsl.graph.Factorization;
import org.hipparchus.exception.MathRuntimeException;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.CholeskyDecomposition;
import org.hipparchus.linear.EigenDecompositionSymmetric;
import org.hipparchus.linear.LUDecomposition;
import org.hipparchus.linear.QRDecomposition;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.SingularValueDecomposition;

/** The factors of matrices, by Hipparchus, with the signs of their vectors settled. */
public final class Factors {
    private static final double NEARLY = 0.99; // of the greatest, so that rounding decides nothing
    private static final double SYMMETRY = 1e-10; // relative; callers pass symmetric parts

    private Factors() {}

    /** A value with as many trailing axes as its sizes. */
    private record Part(double[] values, long... sizes) {

        static Part of(RealMatrix matrix) {
            double[] values =
                    Arrays.stream(matrix.getData()).flatMapToDouble(Arrays::stream).toArray();
            return new Part(values, matrix.getRowDimension(), matrix.getColumnDimension());
        }

        static Part of(double[] values) {
            return new Part(values, values.length);
        }

        static Part of(double value) {
            return new Part(new double[] {value});
        }
    }

    /**
     * The factors of each matrix of the last two axes.
     *
     * @param op which; what it asks of a matrix is not checked again where it is about shapes
     * @throws IllegalArgumentException where a matrix has no such factors, or holds what is not
     *     finite
     */
    public static List<NumericArray> of(Factorization op, NumericArray matrices) {
        int rows = matrices.size(-2);
        int columns = matrices.size(-1);
        long[] batch = Arrays.copyOf(matrices.sizes(), matrices.rank() - 2);
        List<List<Part>> each = new ArrayList<>();
        for (int i = 0; i < NumericArray.count(batch); i++) {
            each.add(parts(op, matrix(matrices, i, rows, columns)));
        }
        List<NumericArray> factors = new ArrayList<>();
        for (int output = 0; output < op.outputSymbols().size(); output++) {
            int place = output;
            double[] values =
                    each.stream()
                            .flatMapToDouble(parts -> Arrays.stream(parts.get(place).values()))
                            .toArray();
            long[] sizes = Matrices.append(batch, each.get(0).get(place).sizes());
            factors.add(NumericArray.owning(values, sizes));
        }
        return factors;
    }

    private static RealMatrix matrix(NumericArray matrices, int index, int rows, int columns) {
        RealMatrix matrix = new Array2DRowRealMatrix(rows, columns);
        for (int i = 0; i < rows * columns; i++) {
            double value = matrices.value(index * rows * columns + i);
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException(
                        "a matrix must hold finite numbers, but found " + value);
            }
            matrix.setEntry(i / columns, i % columns, value);
        }
        return matrix;
    }

    private static List<Part> parts(Factorization op, RealMatrix a) {
        Function<RealMatrix, List<Part>> factor =
                switch (op) {
                    case INVERSE -> Factors::inverse;
                    case LOG_DETERMINANT -> Factors::logDeterminant;
                    case CHOLESKY -> Factors::cholesky;
                    case EIGEN -> Factors::eigen;
                    case SVD -> Factors::svd;
                    case QR -> Factors::qr;
                };
        try {
            return factor.apply(a);
        } catch (MathRuntimeException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private static LUDecomposition lu(RealMatrix a) {
        return new LUDecomposition(a, Double.MIN_NORMAL); // singular only if a pivot is 0
    }

    private static List<Part> inverse(RealMatrix a) {
        return List.of(Part.of(lu(a).getSolver().getInverse()));
    }

    private static List<Part> logDeterminant(RealMatrix a) {
        LUDecomposition lu = lu(a);
        if (lu.getU() == null) { // singular
            return List.of(Part.of(Double.NEGATIVE_INFINITY), Part.of(0));
        }
        double sum = 0;
        double sign = 1;
        for (int i = 0; i < a.getRowDimension(); i++) {
            double pivot = lu.getU().getEntry(i, i);
            sum += Math.log(Math.abs(pivot));
            sign *= Math.signum(pivot);
        }
        return List.of(Part.of(sum), Part.of(isOdd(lu.getPivot()) ? -sign : sign));
    }

    /** Whether a permutation is made of an odd number of exchanges. */
    private static boolean isOdd(int... permutation) {
        boolean isOdd = false;
        for (int i = 0; i < permutation.length; i++) {
            for (int j = 0; j < i; j++) {
                isOdd ^= permutation[j] > permutation[i];
            }
        }
        return isOdd;
    }

    private static List<Part> cholesky(RealMatrix a) {
        return List.of(Part.of(new CholeskyDecomposition(a, SYMMETRY, 0).getL()));
    }

    private static List<Part> eigen(RealMatrix a) {
        var eigen = new EigenDecompositionSymmetric(a, SYMMETRY, false);
        RealMatrix q = eigen.getV();
        scaleColumns(q, signs(q));
        return List.of(Part.of(eigen.getEigenvalues()), Part.of(q));
    }

    private static List<Part> svd(RealMatrix a) {
        var svd = new SingularValueDecomposition(a);
        RealMatrix u = svd.getU().copy();
        RealMatrix v = svd.getV().copy();
        double[] signs = signs(v);
        scaleColumns(u, signs);
        scaleColumns(v, signs);
        return List.of(Part.of(svd.getSingularValues()), Part.of(u), Part.of(v));
    }

    private static List<Part> qr(RealMatrix a) {
        int columns = a.getColumnDimension();
        var qr = new QRDecomposition(a);
        RealMatrix q = qr.getQ().getSubMatrix(0, a.getRowDimension() - 1, 0, columns - 1);
        RealMatrix r = qr.getR().getSubMatrix(0, columns - 1, 0, columns - 1);
        double[] signs = new double[columns];
        Arrays.setAll(signs, i -> r.getEntry(i, i) < 0 ? -1 : 1);
        scaleColumns(q, signs);
        RealMatrix turned = r.transpose();
        scaleColumns(turned, signs);
        return List.of(Part.of(q), Part.of(turned.transpose()));
    }

    /** For each column, the sign of the first of its elements that are greatest in magnitude. */
    private static double[] signs(RealMatrix vectors) {
        double[] signs = new double[vectors.getColumnDimension()];
        for (int column = 0; column < signs.length; column++) {
            double[] vector = vectors.getColumn(column);
            double bound = NEARLY * Arrays.stream(vector).map(Math::abs).max().orElse(0);
            double first =
                    Arrays.stream(vector).filter(x -> Math.abs(x) >= bound).findFirst().orElse(1);
            signs[column] = first < 0 ? -1 : 1;
        }
        return signs;
    }

    private static void scaleColumns(RealMatrix matrix, double... scales) {
        for (int i = 0; i < matrix.getRowDimension(); i++) {
            for (int j = 0; j < scales.length; j++) {
                matrix.multiplyEntry(i, j, scales[j]);
            }
        }
    }
}
