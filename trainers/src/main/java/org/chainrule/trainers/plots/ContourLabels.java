package org.chainrule.trainers.plots;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where the values of contour lines are written: on the line, which has a gap there, and far from
 * one another.
 */
final class ContourLabels {
    private static final double MARGIN = 0.06; // of the plot, where nothing is written
    private static final double LETTER = 0.006; // half a letter's width, in parts of the plot
    private static final double PADDING = 0.006;
    private static final double HALF_LINE = 0.013;
    private static final double SHORTEST = 0.12; // of a line that has a label, in parts of the plot

    private final Span x;
    private final Span y;
    private final List<double[]> taken = new ArrayList<>();

    /**
     * A label.
     *
     * @param text what it says
     * @param x where its middle is
     * @param y where its middle is
     */
    record Label(String text, double x, double y) {}

    ContourLabels(Span x, Span y) {
        this.x = x;
        this.y = y;
    }

    /** Keeps labels away from a point. */
    void avoid(double atX, double atY) {
        taken.add(new double[] {atX, atY});
    }

    /** A label at the point of some lines that is farthest from all that was placed before. */
    Optional<Label> place(String text, List<List<double[]>> lines) {
        double[] best = null;
        double farthest = SHORTEST / 2;
        for (List<double[]> line : lines) {
            if (length(line) < SHORTEST) {
                continue;
            }
            for (double[] point : line) {
                double far = taken.stream().mapToDouble(t -> distance(t, point)).min().orElse(1);
                if (far > farthest && isInside(point)) {
                    farthest = far;
                    best = point;
                }
            }
        }
        if (best == null) {
            return Optional.empty();
        }
        taken.add(best);
        return Optional.of(new Label(text, best[0], best[1]));
    }

    /** Whether a point is covered by a label. */
    boolean covers(Label label, double[] point) {
        return Math.abs(point[0] - label.x())
                        < (label.text().length() * LETTER + PADDING) * x.length()
                && Math.abs(point[1] - label.y()) < HALF_LINE * y.length();
    }

    private boolean isInside(double[] point) {
        return x.widened(-MARGIN).contains(point[0]) && y.widened(-MARGIN).contains(point[1]);
    }

    private double length(List<double[]> line) {
        double length = 0;
        for (int i = 1; i < line.size(); i++) {
            length += distance(line.get(i - 1), line.get(i));
        }
        return length;
    }

    private double distance(double[] a, double[] b) {
        return Math.hypot((a[0] - b[0]) / x.length(), (a[1] - b[1]) / y.length());
    }
}
