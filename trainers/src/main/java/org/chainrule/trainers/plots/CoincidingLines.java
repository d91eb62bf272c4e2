package org.chainrule.trainers.plots;

import java.util.ArrayList;
import java.util.List;

/**
 * Lines that share a plot, cut into pieces so that all are seen: where some coincide, they take
 * turns, a piece each. A dashed line shows half of each piece; XChart's own dashes begin anew at
 * every point. Where a line jumps there is a gap.
 *
 * @param x rising, the same for all lines
 * @param lines what is drawn, in the order of their turns
 * @param across points of the picture that one of x takes
 * @param up points of the picture that one of y takes
 */
record CoincidingLines(double[] x, List<Line> lines, double across, double up) {
    static final double DASH = 6; // points, and as many between
    private static final double PIECE = 2 * DASH;
    private static final double NEAR = 1.3; // points apart: one all but hides the other
    private static final double TOGETHER = PIECE; // points before and after that they are near, too
    private static final double JUMP = 4; // points, at least
    private static final double STEADY = 0.1; // of the jump: the steps beside it are smaller

    /**
     * A line.
     *
     * @param y how high it is at each x
     * @param isDashed whether it is drawn in dashes
     * @param op whose line it is; the lines of one op have one colour, and take no turns
     */
    record Line(double[] y, boolean isDashed, String op) {}

    /** The heights of each line, not a number where it has a gap. */
    List<double[]> drawn() {
        List<double[]> lengths = lines.stream().map(line -> lengths(line.y())).toList();
        List<double[]> drawn = lines.stream().map(line -> line.y().clone()).toList();
        for (int i = 0; i < x.length; i++) {
            for (int line = 0; line < lines.size(); line++) {
                List<Integer> group = group(line, i);
                double pieces = lengths.get(group.get(0))[i] / PIECE; // so far, for all of them
                boolean isOther = (int) pieces % group.size() != group.indexOf(line);
                boolean isBetween = lines.get(line).isDashed() && pieces % 1 > DASH / PIECE;
                if (isOther || isBetween || jumps(lines.get(line).y(), i, JUMP / up)) {
                    drawn.get(line)[i] = Double.NaN;
                }
            }
        }
        return drawn;
    }

    /** Points of the picture from the line's beginning, along the line, without jumps. */
    private double[] lengths(double[] y) {
        double[] lengths = new double[x.length];
        for (int i = 1; i < x.length; i++) {
            double rise = jumps(y, i, JUMP / up) ? 0 : (y[i] - y[i - 1]) * up;
            lengths[i] = lengths[i - 1] + Math.hypot((x[i] - x[i - 1]) * across, rise);
        }
        return lengths;
    }

    /** The lines that coincide with one at a point, itself too, in order. */
    private List<Integer> group(int line, int i) {
        List<Integer> group = new ArrayList<>(List.of(line));
        for (int at = 0; at < group.size(); at++) {
            for (int other = 0; other < lines.size(); other++) {
                if (isNew(group, other) && coincide(group.get(at), other, i)) {
                    group.add(other);
                }
            }
        }
        group.sort(null);
        return group;
    }

    /** Whether a group has no line of another one's op. */
    private boolean isNew(List<Integer> group, int other) {
        String op = lines.get(other).op();
        return group.stream().noneMatch(line -> lines.get(line).op().equals(op));
    }

    /** Whether two lines are near, and not only where they cross. */
    private boolean coincide(int a, int b, int i) {
        int around = (int) Math.round(TOGETHER / (across * (x[1] - x[0])));
        int before = Math.max(0, i - around);
        int after = Math.min(x.length - 1, i + around);
        return areNear(a, b, i) && areNear(a, b, before) && areNear(a, b, after);
    }

    private boolean areNear(int a, int b, int i) {
        return Math.abs(lines.get(a).y()[i] - lines.get(b).y()[i]) * up < NEAR;
    }

    /** Whether the step to a point is a jump: one that is great beside its neighbours. */
    static boolean jumps(double[] y, int i, double least) {
        double step = i == 0 ? 0 : Math.abs(y[i] - y[i - 1]);
        double before = i < 2 ? 0 : Math.abs(y[i - 1] - y[i - 2]);
        double after = i == y.length - 1 ? 0 : Math.abs(y[i + 1] - y[i]);
        return step > least && Math.max(before, after) < STEADY * step;
    }
}
