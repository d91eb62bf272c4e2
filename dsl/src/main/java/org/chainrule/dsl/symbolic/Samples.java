package org.chainrule.dsl.symbolic;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.chainrule.dsl.eval.Evaluator;
import org.chainrule.dsl.eval.NumericArray;
import org.chainrule.dsl.graph.DType;
import org.chainrule.dsl.graph.Dim;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Variable;
import org.chainrule.dsl.symbolic.Condition.Relation;

/**
 * The values of an expression at many points, computed at once, and what lies between the points:
 * what a plot needs to know.
 *
 * <pre>{@code
 * import java.util.Map;
 * import org.chainrule.dsl.symbolic.Expression;
 * import org.chainrule.dsl.symbolic.Samples;
 *
 * Samples samples = Samples.of(Expression.parse("1/x"), Map.of("x", new double[] {-1, 0, 1}));
 * samples.value(0); // -1
 * samples.value(1); // not a number
 * samples.isPoleBetween(0, 2); // true
 * }</pre>
 */
public final class Samples {
    private final double[] values;
    private final List<double[]> poles;
    private final List<double[]> kinks;

    private Samples(double[] values, List<double[]> poles, List<double[]> kinks) {
        this.values = values;
        this.poles = poles;
        this.kinks = kinks;
    }

    /**
     * The values of an expression.
     *
     * @param e the expression
     * @param points the value of each of its variables at each point; at least one variable, which
     *     tells how many points there are
     */
    public static Samples of(Expression e, Map<String, double[]> points) {
        int count = points.values().iterator().next().length;
        Map<String, Node> nodes = new HashMap<>();
        Map<Variable, NumericArray> given = new HashMap<>();
        points.forEach(
                (name, each) -> {
                    Node node = Variable.input(name, DType.FLOAT, Dim.of("points", count));
                    nodes.put(name, node);
                    given.put((Variable) node.call().op(), NumericArray.of(each, count));
                });
        Lowering lowering = new Lowering(nodes);
        Evaluator evaluator = new Evaluator(given, 0);
        Domain domain = Domain.of(e);
        double[] values = values(evaluator, lowering, e, count);
        for (Condition condition : domain.conditions()) {
            double[] left = values(evaluator, lowering, condition.left(), count);
            double[] right = values(evaluator, lowering, condition.right(), count);
            for (int i = 0; i < count; i++) {
                values[i] = condition.holds(left[i], right[i]) ? values[i] : Double.NaN;
            }
        }
        for (int i = 0; i < count; i++) {
            values[i] = Double.isFinite(values[i]) ? values[i] : Double.NaN;
        }
        List<Condition> different =
                domain.conditions().stream()
                        .filter(condition -> condition.relation() == Relation.DIFFERENT)
                        .toList();
        return new Samples(
                values,
                differences(evaluator, lowering, different, count),
                differences(evaluator, lowering, domain.kinks(), count));
    }

    private static double[] values(
            Evaluator evaluator, Lowering lowering, Expression e, int count) {
        double[] values = evaluator.valueOf(lowering.node(e)).values();
        if (values.length == count) {
            return values.clone();
        }
        double[] same = new double[count]; // of a constant
        Arrays.fill(same, values[0]);
        return same;
    }

    /** Left − right of each condition, at each point. */
    private static List<double[]> differences(
            Evaluator evaluator, Lowering lowering, List<Condition> conditions, int count) {
        return conditions.stream()
                .map(each -> each.left().minus(each.right()))
                .map(each -> values(evaluator, lowering, each, count))
                .toList();
    }

    /** How many points. */
    public int size() {
        return values.length;
    }

    /** The value at a point; not a number where it is undefined or too great for a double. */
    public double value(int i) {
        return values[i];
    }

    /** Whether something that must not be 0 has another sign at the one point than at the other. */
    public boolean isPoleBetween(int i, int j) {
        return poles.stream().anyMatch(pole -> pole[i] * pole[j] < 0);
    }

    /** Whether the expression may have a kink or jump at one of two points or between them. */
    public boolean isKinkBetween(int i, int j) {
        return kinks.stream().anyMatch(kink -> kink[i] * kink[j] <= 0);
    }
}
