package org.chainrule.trainers;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.trainers.plots.RatePlot;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Table;

/**
 * The loss of a network while its learning rate rose from step to step, as {@link
 * LearningRateFinder} measures it.
 *
 * @param rows the steps, in order
 */
public record RangeTest(List<Row> rows) {
    private static final int FEWEST = 3; // that have a slope
    private static final double EXPLOSION = 4; // times the least loss

    /**
     * A step.
     *
     * @param rate its learning rate
     * @param loss the loss of its batch, before its update
     * @param smoothed the moving mean of the losses so far
     */
    public record Row(double rate, double loss, double smoothed) {}

    /**
     * Checks that there are three steps.
     *
     * @throws ChainruleException if there are fewer
     */
    public RangeTest {
        rows = List.copyOf(rows);
        if (rows.size() < FEWEST) {
            throw new ChainruleException(
                    "learning-rate finder",
                    "the loss must stay a number for three steps or more",
                    "but did for " + rows.size(),
                    "Begin with a lower rate, or with other weights.");
        }
    }

    /** Whether a loss is more than four times the least; told apart by their distance below 0. */
    static boolean explodes(double loss, double least) {
        return loss - least > (EXPLOSION - 1) * Math.abs(least);
    }

    /** The rate at which the smoothed loss falls fastest by the rate's logarithm, to its least. */
    public double steepest() {
        int end = Math.max(2, least()); // where it never falls, the second rate
        return rows.get(
                        IntStream.range(1, end)
                                .boxed()
                                .min(Comparator.comparingDouble(this::slope))
                                .orElseThrow())
                .rate();
    }

    /** Rates are equally far apart in their logarithm, so the difference tells the slope. */
    private double slope(int i) {
        return rows.get(i + 1).smoothed() - rows.get(i - 1).smoothed();
    }

    /** A tenth of the rate at which the smoothed loss is least. */
    public double tenthOfLeast() {
        return rows.get(least()).rate() / 10;
    }

    private int least() {
        return IntStream.range(0, rows.size())
                .boxed()
                .min(Comparator.comparingDouble(i -> rows.get(i).smoothed()))
                .orElseThrow();
    }

    /** The steps as a table: {@code learning_rate}, {@code loss} and {@code smoothed_loss}. */
    public Table table() {
        return Table.create(
                "learning rates",
                DoubleColumn.create("learning_rate", rows.stream().mapToDouble(Row::rate)),
                DoubleColumn.create("loss", rows.stream().mapToDouble(Row::loss)),
                DoubleColumn.create("smoothed_loss", rows.stream().mapToDouble(Row::smoothed)));
    }

    /** The losses over the rates, and both suggestions. */
    public RatePlot plot() {
        return new RatePlot(
                rows.stream().mapToDouble(Row::rate).toArray(),
                rows.stream().mapToDouble(Row::loss).toArray(),
                rows.stream().mapToDouble(Row::smoothed).toArray(),
                steepest(),
                tenthOfLeast());
    }
}
