package org.chainrule.dsl.information;

import java.util.Arrays;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.eval.NumericArray;

/** The relative frequencies of pairs: a row for each value of x that occurs, a column for y's. */
final class Contingency {
    private Contingency() {}

    static NumericArray of(int[] x, int[] y) {
        if (x.length != y.length || x.length == 0) {
            throw new ChainruleException(
                    "MutualInformation",
                    "two columns must have as many rows, one or more",
                    "but found " + x.length + " and " + y.length,
                    "Pair each value with one of the other.");
        }
        int[] rows = Arrays.stream(x).distinct().sorted().toArray();
        int[] columns = Arrays.stream(y).distinct().sorted().toArray();
        double[] counts = new double[rows.length * columns.length];
        for (int i = 0; i < x.length; i++) {
            int row = Arrays.binarySearch(rows, x[i]);
            counts[row * columns.length + Arrays.binarySearch(columns, y[i])]++;
        }
        return NumericArray.of(counts, rows.length, columns.length).map(each -> each / x.length);
    }
}
