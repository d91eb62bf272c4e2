package org.chainrule.dsl.descent;

import org.chainrule.dsl.error.ChainruleException;

/** Gaussian elimination with the greatest pivot of each column. */
final class Elimination {
    private static final double SINGULAR = 1e-14; // of the greatest number: rounding alone

    private Elimination() {}

    /**
     * The solution x of Ax = b.
     *
     * @param a a square matrix, row by row; it is overwritten
     * @param b the right side
     */
    static double[] solve(double[][] a, double[] b) {
        int n = b.length;
        double[] x = b.clone();
        double scale = 0;
        for (double[] row : a) {
            for (double each : row) {
                scale = Math.max(scale, Math.abs(each));
            }
        }
        for (int column = 0; column < n; column++) {
            int pivot = column;
            for (int row = column + 1; row < n; row++) {
                pivot = Math.abs(a[row][column]) > Math.abs(a[pivot][column]) ? row : pivot;
            }
            if (!(Math.abs(a[pivot][column]) > SINGULAR * scale)) {
                throw new ChainruleException(
                        "newton",
                        "the Hessian must have an inverse",
                        "but it has none at this point",
                        "Begin elsewhere, or damp it: new Newton(0.1).");
            }
            swap(a, x, column, pivot);
            for (int row = column + 1; row < n; row++) {
                double factor = a[row][column] / a[column][column];
                for (int k = column; k < n; k++) {
                    a[row][k] -= factor * a[column][k];
                }
                x[row] -= factor * x[column];
            }
        }
        for (int row = n - 1; row >= 0; row--) {
            for (int k = row + 1; k < n; k++) {
                x[row] -= a[row][k] * x[k];
            }
            x[row] /= a[row][row];
        }
        return x;
    }

    private static void swap(double[][] a, double[] x, int i, int j) {
        double[] row = a[i];
        a[i] = a[j];
        a[j] = row;
        double value = x[i];
        x[i] = x[j];
        x[j] = value;
    }
}
