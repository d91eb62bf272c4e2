package org.chainrule.dsl.information;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.chainrule.dsl.error.ChainruleException;

/**
 * Real numbers put into bins, so that their frequencies can be counted. Mutual information depends
 * on the bins: more of them tell more, and from few rows more than there is.
 *
 * @param edges the inner edges, rising: bin 0 lies below the first, and each bin begins at its edge
 */
public record Binning(List<Double> edges) {

    /** A copy. */
    public Binning {
        edges = List.copyOf(edges);
    }

    /**
     * Bins of the same width, from the least number to the greatest.
     *
     * @throws ChainruleException if there is no number, one is not finite, or no bin is asked for
     */
    public static Binning ofWidth(int bins, double... values) {
        require(bins, values);
        double least = Arrays.stream(values).min().orElseThrow();
        double width = (Arrays.stream(values).max().orElseThrow() - least) / bins;
        return of(bins, i -> least + i * width);
    }

    /** Bins that hold about as many numbers each; equal numbers stay together. */
    public static Binning ofCount(int bins, double... values) {
        require(bins, values);
        double[] sorted = Arrays.stream(values).sorted().toArray();
        return of(bins, i -> sorted[(int) ((long) i * sorted.length / bins)]);
    }

    private static Binning of(int bins, IntToDoubleFunction edge) {
        return new Binning(IntStream.range(1, bins).mapToDouble(edge).distinct().boxed().toList());
    }

    private static void require(int bins, double... values) {
        if (bins < 1 || values.length == 0 || !Arrays.stream(values).allMatch(Double::isFinite)) {
            throw new ChainruleException(
                    "Binning",
                    "one bin or more and one finite number or more are needed",
                    "but found " + bins + " bins and " + Arrays.toString(values),
                    "Leave out what is no number.");
        }
    }

    /** The bin of a number, counted from 0. */
    public int bin(double value) {
        int bin = 0;
        while (bin < edges.size() && value >= edges.get(bin)) {
            bin++;
        }
        return bin;
    }

    /** The bin of each number. */
    public int[] bins(double... values) {
        return Arrays.stream(values).mapToInt(this::bin).toArray();
    }
}
