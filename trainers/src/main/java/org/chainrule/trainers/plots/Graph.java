package org.chainrule.trainers.plots;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.chainrule.dsl.symbolic.Expression;
import org.chainrule.dsl.symbolic.Samples;

/**
 * The points of a function's graph, with a gap, a point whose y is not a number, where the function
 * is not defined, and at poles and jumps. It goes up to the very edge of the domain.
 *
 * @param x rising
 * @param y how high, or not a number
 */
record Graph(double[] x, double[] y) {
    private static final int POINTS = 1_201;
    private static final int HALVINGS = 40;
    private static final double JUMP = 10; // times a usual step, at a kink

    static Graph of(Expression f, String by, Span span) {
        double[] x = span.steps(POINTS);
        Samples samples = Samples.of(f, Map.of(by, x));
        double jump = jump(samples);
        List<double[]> points = new ArrayList<>();
        for (int i = 0; i < POINTS; i++) {
            if (i > 0 && isDefined(samples, i) != isDefined(samples, i - 1)) {
                boolean isLeft = isDefined(samples, i - 1);
                points.add(edge(f, by, x[isLeft ? i - 1 : i], x[isLeft ? i : i - 1]));
                if (!isLeft) {
                    points.add(points.size() - 1, gap(x[i - 1]));
                }
            }
            if (i > 0 && isBroken(samples, i, jump)) {
                points.add(gap(x[i]));
            }
            points.add(new double[] {x[i], samples.value(i)});
        }
        return new Graph(
                points.stream().mapToDouble(point -> point[0]).toArray(),
                points.stream().mapToDouble(point -> point[1]).toArray());
    }

    private static double[] gap(double x) {
        return new double[] {x, Double.NaN};
    }

    private static boolean isDefined(Samples samples, int i) {
        return !Double.isNaN(samples.value(i));
    }

    /** Nine of ten steps from a point to the next are not greater, times what a jump is. */
    private static double jump(Samples samples) {
        double[] steps =
                IntStream.range(1, samples.size())
                        .mapToDouble(i -> Math.abs(samples.value(i) - samples.value(i - 1)))
                        .filter(step -> !Double.isNaN(step))
                        .sorted()
                        .toArray();
        return steps.length == 0 ? 0 : JUMP * steps[steps.length * 9 / 10];
    }

    private static boolean isBroken(Samples samples, int i, double jump) {
        return samples.isPoleBetween(i - 1, i)
                || (samples.isKinkBetween(i - 1, i)
                        && Math.abs(samples.value(i) - samples.value(i - 1)) > jump);
    }

    /** The last point, from one where it is defined to one where it is not, that has a value. */
    private static double[] edge(Expression f, String by, double inside, double outside) {
        double in = inside;
        double out = outside;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (in + out) / 2;
            if (Double.isNaN(value(f, by, middle))) {
                out = middle;
            } else {
                in = middle;
            }
        }
        return new double[] {in, value(f, by, in)};
    }

    private static double value(Expression f, String by, double x) {
        return Samples.of(f, Map.of(by, new double[] {x})).value(0);
    }

    /** Where it is defined, or nothing from nothing to nothing. */
    Span defined() {
        double[] there = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            there[i] = Double.isNaN(y[i]) ? Double.NaN : x[i];
        }
        return Span.of(there);
    }

    /** The same with nothing far outside of what is seen. */
    Graph within(Span seen) {
        Span more = seen.widened(1);
        double[] near = y.clone();
        for (int i = 0; i < near.length; i++) {
            near[i] = Double.isNaN(near[i]) ? near[i] : more.nearest(near[i]);
        }
        return new Graph(x, near);
    }
}
