package org.chainrule.dsl.eval;

import java.util.Arrays;

/** Products of matrices, and rows of tables. */
final class Matrices {
    private Matrices() {}

    /** The product over the last two axes, with broadcast leading axes. */
    static NumericArray product(NumericArray a, NumericArray b) {
        long[] batch = Layout.broadcast(leading(a), leading(b));
        int n = a.size(-2);
        int k = a.size(-1);
        int m = b.size(-1);
        NumericArray left = a.expanded(append(batch, n, k));
        NumericArray right = b.expanded(append(batch, k, m));
        double[] product = new double[NumericArray.count(batch) * n * m];
        for (int i = 0; i < product.length; i++) {
            int matrix = i / (n * m);
            int row = i / m % n;
            for (int j = 0; j < k; j++) {
                double x = left.value((matrix * n + row) * k + j);
                product[i] += x * right.value((matrix * k + j) * m + i % m);
            }
        }
        return NumericArray.owning(product, append(batch, n, m));
    }

    private static long[] leading(NumericArray matrices) {
        return Arrays.copyOf(matrices.sizes(), matrices.rank() - 2);
    }

    /** The rows of a table that indices name. */
    static NumericArray rows(NumericArray table, NumericArray indices) {
        int width = table.size(1);
        double[] rows = new double[indices.count() * width];
        for (int i = 0; i < rows.length; i++) {
            int row = row(indices.value(i / width), table.size(0));
            rows[i] = table.value(row * width + i % width);
        }
        return NumericArray.owning(rows, append(indices.sizes(), width));
    }

    /** For each row of a table of these sizes, the sum of the rows whose index names it. */
    static NumericArray sums(NumericArray rows, NumericArray indices, long... table) {
        int width = (int) table[1];
        double[] sums = new double[NumericArray.count(table)];
        for (int i = 0; i < rows.count(); i++) {
            int row = row(indices.value(i / width), (int) table[0]);
            sums[row * width + i % width] += rows.value(i);
        }
        return NumericArray.owning(sums, table);
    }

    private static int row(double index, int rows) {
        if (index < 0 || index >= rows) {
            throw new IllegalArgumentException(
                    "an index must name one of " + rows + " rows, but found " + (long) index);
        }
        return (int) index;
    }

    /** Sizes with more at the end. */
    static long[] append(long[] sizes, long... more) {
        long[] all = Arrays.copyOf(sizes, sizes.length + more.length);
        System.arraycopy(more, 0, all, sizes.length, more.length);
        return all;
    }
}
