package org.chainrule.dsl.symbolic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.chainrule.dsl.djl.NativeGradient;
import org.chainrule.dsl.eval.Evaluator;
import org.chainrule.dsl.eval.NumericArray;
import org.chainrule.dsl.graph.DType;
import org.chainrule.dsl.graph.Dim;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Variable;
import org.junit.jupiter.api.Test;

/** What holds for any expression, on ten thousand random ones, nested up to six deep. */
class RandomExpressionsTest {
    private static final long SEED = 20_240_607;
    private static final int COUNT = 10_000;
    private static final int[] DEPTHS = {1, 2, 2, 3, 3, 3, 4, 4, 5, 6};
    private static final int BATCH = 250; // expressions in one native script
    private static final int CANDIDATES = 16; // points that are tried
    private static final int POINTS = 3; // points that are compared
    private static final double STEP = 1e-5;

    /** Two ways to compute in 64 bits, where terms may cancel. */
    private static final double ROUNDING = 1e-7;

    /** Central differences: the curve within two steps, and rounding over a step. */
    private static final double NUMERICAL = 1e-4;

    /** Above this, rounding over a step would hide the derivative. */
    private static final double GREATEST = 1e4;

    private static List<Expression> expressions() {
        RandomExpressions random = new RandomExpressions(SEED);
        List<Expression> all = new ArrayList<>();
        for (int i = 0; i < COUNT; i++) {
            all.add(random.next(DEPTHS[i % DEPTHS.length]));
        }
        return all;
    }

    @Test
    void whatIsPrintedIsReadAgain() {
        List<String> failures = new ArrayList<>();
        for (Expression e : expressions()) {
            String text = e.text();
            Expression read = Expression.parse(text);
            if (!read.equals(e)) {
                failures.add(text + " of " + e + " is read as " + read);
            }
        }
        assertThat(failures.stream().limit(10)).as("seed " + SEED).isEmpty();
    }

    /** One expression at points of its domain. */
    private record Sample(Expression function, Map<String, double[]> points, double[] derivative) {}

    @Test
    void derivativeIsAutogradsAndThatOfCentralDifferences() {
        SplittableRandom random = new SplittableRandom(SEED);
        List<Sample> samples = new ArrayList<>();
        List<String> failures = new ArrayList<>();
        RandomExpressions expressions = new RandomExpressions(SEED);
        for (int i = 0; samples.size() < COUNT; i++) { // some have no points in their domain
            sample(expressions.next(DEPTHS[i % DEPTHS.length]), random, samples, failures);
        }
        assertThat(failures.stream().limit(10))
                .as("symbolic against central differences, seed " + SEED)
                .isEmpty();
        int lost = 0;
        int compared = 0;
        for (int i = 0; i < samples.size(); i += BATCH) {
            List<Sample> batch = samples.subList(i, Math.min(samples.size(), i + BATCH));
            List<double[]> found = autograd(batch);
            for (int j = 0; j < batch.size(); j++) {
                double[] expected = batch.get(j).derivative;
                for (int k = 0; k < expected.length; k++) {
                    double actual = found.get(j)[k];
                    compared++;
                    if (Double.isNaN(actual)) { // of a branch that was not chosen: 0·∞
                        lost++;
                    } else if (!isClose(actual, expected[k], ROUNDING)) {
                        failures.add(
                                batch.get(j).function.text()
                                        + ": "
                                        + expected[k]
                                        + ", but autograd "
                                        + actual);
                    }
                }
            }
        }
        assertThat(failures.stream().limit(10))
                .as("symbolic against autograd, seed " + SEED)
                .isEmpty();
        assertThat(compared).isEqualTo(COUNT * POINTS);
        assertThat(lost).as("points where autograd gives no number").isLessThan(compared / 50);
    }

    /** Finds points where differences of two step sizes agree, and checks the derivative there. */
    private static void sample(
            Expression e, SplittableRandom random, List<Sample> samples, List<String> failures) {
        double[] x = draw(random);
        double[] y = draw(random);
        double[] far = central(e, x, y, 2 * STEP);
        double[] near = central(e, x, y, STEP);
        Expression slope = e.derivative("x");
        double[] derivative = values(slope, x, y);
        boolean[] inDomain = inDomain(e, slope, x, y);
        List<Integer> good = new ArrayList<>();
        for (int i = 0; i < CANDIDATES && good.size() < POINTS; i++) {
            boolean isSmooth =
                    inDomain[i]
                            && Math.abs(near[i]) < GREATEST
                            && isClose(near[i], far[i], NUMERICAL / 10);
            if (isSmooth) {
                good.add(i);
                if (!isClose(derivative[i], near[i], NUMERICAL)) {
                    failures.add(
                            e.text()
                                    + " at x = "
                                    + x[i]
                                    + ", y = "
                                    + y[i]
                                    + ": "
                                    + derivative[i]
                                    + ", but differences "
                                    + near[i]);
                }
            }
        }
        if (good.size() == POINTS) {
            samples.add(
                    new Sample(
                            e,
                            Map.of("x", picked(x, good), "y", picked(y, good)),
                            picked(derivative, good)));
        }
    }

    private static boolean isClose(double a, double b, double tolerance) {
        return Math.abs(a - b) <= tolerance * Math.max(1, Math.abs(b));
    }

    private static double[] draw(SplittableRandom random) {
        return random.doubles(CANDIDATES, -3, 3).toArray();
    }

    private static double[] picked(double[] from, List<Integer> places) {
        return places.stream().mapToDouble(i -> from[i]).toArray();
    }

    private static double[] central(Expression e, double[] x, double[] y, double step) {
        double[] above = values(e, Arrays.stream(x).map(v -> v + step).toArray(), y);
        double[] below = values(e, Arrays.stream(x).map(v -> v - step).toArray(), y);
        double[] slopes = new double[x.length];
        for (int i = 0; i < slopes.length; i++) {
            slopes[i] = (above[i] - below[i]) / (2 * step);
        }
        return slopes;
    }

    private static double[] values(Expression e, double[] x, double[] y) {
        return new Grid(x, y).values(e);
    }

    /** Where the conditions hold and no part is so great that rounding hides all else. */
    private static boolean[] inDomain(Expression e, Expression slope, double[] x, double[] y) {
        Grid grid = new Grid(x, y);
        boolean[] holds = new boolean[x.length];
        Arrays.fill(holds, true);
        List<Condition> conditions = new ArrayList<>(Domain.of(e).conditions());
        conditions.addAll(Domain.of(slope).conditions()); // at 0, √ has no slope
        for (Condition condition : conditions) {
            double[] left = grid.values(condition.left());
            double[] right = grid.values(condition.right());
            for (int i = 0; i < holds.length; i++) {
                holds[i] &= condition.holds(left[i], right[i]) && left[i] != right[i]; // inside
            }
        }
        bound(e, grid, holds);
        return holds;
    }

    private static void bound(Expression e, Grid grid, boolean[] holds) {
        double[] values = grid.values(e);
        for (int i = 0; i < holds.length; i++) {
            holds[i] &= Math.abs(values[i]) < GREATEST;
        }
        e.parts().forEach(part -> bound(part, grid, holds));
    }

    /** Values at several points. */
    private static final class Grid {
        private final int count;
        private final Evaluator evaluator;
        private final Lowering lowering;

        Grid(double[] x, double[] y) {
            count = x.length;
            Node nx = Variable.input("x", DType.FLOAT, Dim.of("point", count));
            Node ny = Variable.input("y", DType.FLOAT, Dim.of("point", count));
            Map<Variable, NumericArray> given = new HashMap<>();
            given.put((Variable) nx.call().op(), NumericArray.of(x, count));
            given.put((Variable) ny.call().op(), NumericArray.of(y, count));
            evaluator = new Evaluator(given, 0);
            lowering = new Lowering(Map.of("x", nx, "y", ny));
        }

        double[] values(Expression e) {
            double[] found = evaluator.valueOf(lowering.node(e)).values();
            double[] all = new double[count];
            Arrays.setAll(all, i -> found[found.length == 1 ? 0 : i]);
            return all;
        }
    }

    /** All derivatives of a batch by x, in one native call. */
    private static List<double[]> autograd(List<Sample> batch) {
        Map<Node, NumericArray> given = new LinkedHashMap<>();
        Node x = table("x", batch, given);
        Node y = table("y", batch, given);
        List<Node> sums = new ArrayList<>();
        for (int i = 0; i < batch.size(); i++) {
            Map<String, Node> row = Map.of("x", row(x, i), "y", row(y, i));
            Node value = new Lowering(row).node(batch.get(i).function);
            sums.add(value.plus(row.get("x").times(0)).sum());
        }
        double[] gradients = NativeGradient.of(total(sums), given).get(0).values();
        List<double[]> byX = new ArrayList<>();
        for (int i = 0; i < batch.size(); i++) {
            byX.add(Arrays.copyOfRange(gradients, i * POINTS, (i + 1) * POINTS));
        }
        return byX;
    }

    /** A variable's values, a row for each expression. */
    private static Node table(String name, List<Sample> batch, Map<Node, NumericArray> given) {
        double[] all =
                batch.stream()
                        .flatMapToDouble(sample -> Arrays.stream(sample.points.get(name)))
                        .toArray();
        Dim rows = Dim.of("expression", batch.size());
        Node table = Variable.input(name, DType.FLOAT, rows, Dim.of("point", POINTS));
        given.put(table, NumericArray.of(all, batch.size(), POINTS));
        return table;
    }

    private static Node row(Node table, int index) {
        return table.slice(0, Node.integer(index), Node.integer(1), Dim.of("expression", 1));
    }

    private static Node total(List<Node> nodes) {
        if (nodes.size() == 1) {
            return nodes.get(0);
        }
        int half = nodes.size() / 2;
        return total(nodes.subList(0, half)).plus(total(nodes.subList(half, nodes.size())));
    }
}
