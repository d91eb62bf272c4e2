package org.chainrule.trainers.plots;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chainrule.dsl.symbolic.Expression;
import org.chainrule.dsl.symbolic.Samples;

/**
 * The lines along which a function of two variables has one value, by marching squares: on each
 * side of a square of the grid where the function passes the value, a point is put by linear
 * interpolation, and the points of a square are joined. Where a square has four, the value at its
 * middle tells which belong together. Squares with a corner outside the domain, or with a pole,
 * have no lines.
 */
final class ContourLines {
    private final double[] x;
    private final double[] y;
    private final Samples samples; // row by row, x varying fastest
    private final boolean[] whole; // whether a square may have lines

    ContourLines(Expression f, String byX, String byY, Span spanX, Span spanY, int steps) {
        x = spanX.steps(steps + 1);
        y = spanY.steps(steps + 1);
        double[] allX = new double[x.length * y.length];
        double[] allY = new double[x.length * y.length];
        for (int i = 0; i < allX.length; i++) {
            allX[i] = x[i % x.length];
            allY[i] = y[i / x.length];
        }
        samples = Samples.of(f, Map.of(byX, allX, byY, allY));
        whole = new boolean[allX.length];
        for (int row = 0; row + 1 < y.length; row++) {
            for (int column = 0; column + 1 < x.length; column++) {
                int corner = row * x.length + column;
                whole[corner] = isWhole(corner);
            }
        }
    }

    private boolean isWhole(int corner) {
        int[] corners = {corner, corner + 1, corner + x.length + 1, corner + x.length};
        for (int i = 0; i < 4; i++) {
            if (Double.isNaN(samples.value(corners[i]))
                    || samples.isPoleBetween(corners[i], corners[(i + 1) % 4])) {
                return false;
            }
        }
        return true;
    }

    /** The value at each point of the grid, or not a number. */
    double[] values() {
        double[] values = new double[samples.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = samples.value(i);
        }
        return values;
    }

    /** The lines of one value, each a list of points (x, y); a closed one ends where it begins. */
    List<List<double[]>> of(double level) {
        Map<Integer, List<Integer>> joined = new LinkedHashMap<>();
        for (int corner = 0; corner < whole.length; corner++) {
            if (whole[corner]) {
                join(corner, level, joined);
            }
        }
        List<List<double[]>> lines = new ArrayList<>();
        while (!joined.isEmpty()) {
            lines.add(line(joined).stream().map(side -> point(side, level)).toList());
        }
        return lines;
    }

    /** Joins the sides of a square that a line passes. A side is twice a corner, or that plus 1. */
    private void join(int corner, double level, Map<Integer, List<Integer>> joined) {
        int right = corner + 1;
        int above = corner + x.length;
        int[] sides = {2 * corner, 2 * right + 1, 2 * above, 2 * corner + 1};
        List<Integer> passed = new ArrayList<>();
        for (int side : sides) {
            if (isAbove(side / 2, level) != isAbove(end(side), level)) {
                passed.add(side);
            }
        }
        if (passed.size() == 4) {
            double middle =
                    (samples.value(corner)
                                    + samples.value(right)
                                    + samples.value(above)
                                    + samples.value(above + 1))
                            / 4;
            if ((middle >= level) == isAbove(corner, level)) {
                link(passed.get(0), passed.get(1), joined); // around the corner at the right
                link(passed.get(2), passed.get(3), joined);
            } else {
                link(passed.get(0), passed.get(3), joined); // around this corner
                link(passed.get(1), passed.get(2), joined);
            }
        } else if (passed.size() == 2) {
            link(passed.get(0), passed.get(1), joined);
        }
    }

    private boolean isAbove(int corner, double level) {
        return samples.value(corner) >= level;
    }

    /** The corner where a side ends: even sides go right, odd ones up. */
    private int end(int side) {
        return side / 2 + (side % 2 == 0 ? 1 : x.length);
    }

    private static void link(int a, int b, Map<Integer, List<Integer>> joined) {
        joined.computeIfAbsent(a, side -> new ArrayList<>(2)).add(b);
        joined.computeIfAbsent(b, side -> new ArrayList<>(2)).add(a);
    }

    /** Takes out one line: from some side on, as far as it goes, both ways. */
    private static Deque<Integer> line(Map<Integer, List<Integer>> joined) {
        Deque<Integer> line = new ArrayDeque<>();
        int start = joined.keySet().iterator().next();
        line.add(start);
        for (Integer next = take(start, joined); next != null; next = take(next, joined)) {
            line.addLast(next);
        }
        for (Integer next = take(start, joined); next != null; next = take(next, joined)) {
            line.addFirst(next);
        }
        return line;
    }

    /** Takes out a link of a side and says where it leads, if there is one. */
    private static Integer take(int side, Map<Integer, List<Integer>> joined) {
        List<Integer> links = joined.get(side);
        if (links == null) {
            return null;
        }
        Integer next = links.remove(links.size() - 1);
        if (links.isEmpty()) {
            joined.remove(side);
        }
        List<Integer> back = joined.get(next);
        back.remove((Integer) side);
        if (back.isEmpty()) {
            joined.remove(next);
        }
        return next;
    }

    private double[] point(int side, double level) {
        double a = samples.value(side / 2);
        double b = samples.value(end(side));
        double part = (level - a) / (b - a);
        return new double[] {
            between(x[side / 2 % x.length], x[end(side) % x.length], part),
            between(y[side / 2 / x.length], y[end(side) / x.length], part)
        };
    }

    private static double between(double a, double b, double part) {
        return a + part * (b - a);
    }
}
