package org.chainrule.trainers.metrics;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.chainrule.dsl.error.ChainruleException;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Table;

/**
 * The receiver operating characteristic of a score: for each threshold, the share of the negative
 * rows and that of the positive rows whose score reaches it.
 *
 * <p>Rows with equal scores make one point. T. Fawcett, An introduction to ROC analysis, 2006.
 *
 * @param points from (0, 0), where nothing reaches the threshold, to (1, 1)
 */
public record RocCurve(List<Point> points) {
    private static final String WHERE = "RocCurve";

    /**
     * A point.
     *
     * @param threshold the score that must be reached; infinite at the first point
     * @param falsePositiveRate FP / (FP + TN)
     * @param truePositiveRate TP / (TP + FN)
     */
    public record Point(double threshold, double falsePositiveRate, double truePositiveRate) {}

    /** A copy of the list. */
    public RocCurve {
        points = List.copyOf(points);
    }

    /**
     * The curve of scores.
     *
     * @param positive whether each row is of the class
     * @param scores the greater, the more likely of the class
     * @throws ChainruleException if the arrays differ in length, a score is not finite, or not both
     *     kinds of rows are there
     */
    public static RocCurve of(boolean[] positive, double[] scores) {
        Fit.lengths(WHERE, positive.length, scores.length);
        Fit.finite(WHERE, scores);
        long positives = IntStream.range(0, scores.length).filter(i -> positive[i]).count();
        long negatives = scores.length - positives;
        if (positives == 0 || negatives == 0) {
            throw new ChainruleException(
                    WHERE,
                    "there must be rows of the class and others",
                    "but there are %d and %d".formatted(positives, negatives),
                    "Use a stratified split, or a larger test part.");
        }
        List<Integer> order =
                IntStream.range(0, scores.length)
                        .boxed()
                        .sorted(Comparator.comparingDouble(i -> -scores[i]))
                        .toList();
        List<Point> points = new ArrayList<>();
        points.add(new Point(Double.POSITIVE_INFINITY, 0, 0));
        long hits = 0;
        for (int n = 0; n < order.size(); n++) {
            double score = scores[order.get(n)];
            hits += positive[order.get(n)] ? 1 : 0;
            boolean isLastOfItsScore = n + 1 == order.size() || scores[order.get(n + 1)] != score;
            if (isLastOfItsScore) {
                double falseAlarms = (double) (n + 1 - hits) / negatives;
                points.add(new Point(score, falseAlarms, (double) hits / positives));
            }
        }
        return new RocCurve(points);
    }

    /**
     * The area under the curve, by trapezoids: the probability that a positive row scores higher
     * than a negative one, ties counted half.
     */
    public double area() {
        double area = 0;
        for (int i = 1; i < points.size(); i++) {
            Point a = points.get(i - 1);
            Point b = points.get(i);
            area +=
                    (b.falsePositiveRate - a.falsePositiveRate)
                            * (a.truePositiveRate + b.truePositiveRate)
                            / 2;
        }
        return area;
    }

    /** The points as a table. */
    public Table table() {
        return Table.create(
                "ROC",
                DoubleColumn.create("threshold", points.stream().mapToDouble(Point::threshold)),
                DoubleColumn.create(
                        "false positive rate",
                        points.stream().mapToDouble(Point::falsePositiveRate)),
                DoubleColumn.create(
                        "true positive rate",
                        points.stream().mapToDouble(Point::truePositiveRate)));
    }
}
