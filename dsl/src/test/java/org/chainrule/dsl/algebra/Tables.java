package org.chainrule.dsl.algebra;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.chainrule.dsl.eval.NumericArray;

/** Tables for tests, and how they are compared. */
final class Tables {
    static final long SEED = 20;

    private Tables() {}

    /** A matrix of these numbers, row by row. */
    static NumericArray matrix(int rows, int columns, double... values) {
        return NumericArray.of(values, rows, columns);
    }

    static NumericArray vector(double... values) {
        return NumericArray.of(values, values.length);
    }

    /** Numbers between −1 and 1, from the seed. */
    static NumericArray random(int rows, int columns) {
        SplittableRandom random = new SplittableRandom(SEED);
        return NumericArray.filled(0, rows, columns).map(zero -> 2 * random.nextDouble() - 1);
    }

    /** 1/(i + j + 1): symmetric, positive definite, and nearly singular. */
    static NumericArray hilbert(int n) {
        double[] values = new double[n * n];
        for (int i = 0; i < values.length; i++) {
            values[i] = 1.0 / (i / n + i % n + 1);
        }
        return NumericArray.of(values, n, n);
    }

    static NumericArray product(NumericArray a, NumericArray b) {
        Given given = new Given("product");
        return Given.array(given.matrix(a).multiply(given.matrix(b)));
    }

    static NumericArray transposed(NumericArray a) {
        return Given.array(new Given("transpose").matrix(a).transpose());
    }

    static NumericArray identity(int n) {
        return Grid.diagonal(NumericArray.filled(1, n));
    }

    static void assertClose(NumericArray found, NumericArray expected, double tolerance) {
        assertThat(found.sizes()).isEqualTo(expected.sizes());
        assertThat(found.values()).containsExactly(expected.values(), Offset.offset(tolerance));
    }
}
