package org.chainrule.dsl.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.util.SplittableRandom;

/**
 * Examples and their targets, drawn from a seed, in memory of libtorch's own.
 *
 * @param x the inputs
 * @param y the targets
 */
public record Batch(NDArray x, NDArray y) {

    /** Tokens (rows, time), and a token after each. */
    public static Batch tokens(NDManager owner, int rows, int time, int vocabulary, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        long[] x = random.longs((long) rows * time, 0, vocabulary).toArray();
        long[] y = random.longs((long) rows * time, 0, vocabulary).toArray();
        return new Batch(Native.copy(owner, x, rows, time), Native.copy(owner, y, rows, time));
    }

    /** Rows of numbers (rows, width), each with a class. */
    public static Batch features(
            NDManager owner, DataType type, int rows, int width, int classes, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] x = random.doubles((long) rows * width, -1, 1).toArray();
        long[] y = random.longs(rows, 0, classes).toArray();
        long[] sizes = {rows, width};
        return new Batch(Native.copy(owner, x, sizes, type), Native.copy(owner, y, rows));
    }
}
