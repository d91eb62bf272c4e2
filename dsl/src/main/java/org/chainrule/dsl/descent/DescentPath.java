package org.chainrule.dsl.descent;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.eval.Evaluator;
import org.chainrule.dsl.eval.NumericArray;
import org.chainrule.dsl.graph.DType;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Shape;
import org.chainrule.dsl.graph.Type;
import org.chainrule.dsl.graph.Variable;
import org.chainrule.dsl.optimizers.Optimizer;
import org.chainrule.dsl.optimizers.Slot;
import org.chainrule.dsl.optimizers.UpdateRule;
import org.chainrule.dsl.symbolic.Expression;
import org.chainrule.dsl.symbolic.Partials;

/**
 * The points that an optimizer goes through on a function of a few variables: the expression of its
 * update with the gradient's exact value, in plain Java and 64 bits.
 *
 * <pre>{@code
 * import java.util.List;
 * import org.chainrule.dsl.descent.DescentPath;
 * import org.chainrule.dsl.optimizers.Optimizers;
 * import org.chainrule.dsl.symbolic.Expression;
 *
 * Expression ravine = Expression.parse("x^2 + 20 y^2");
 * var path =
 *         DescentPath.of("momentum", ravine, Optimizers.momentum(0.01, 0.9), List.of(4.0, 1.0), 50);
 * path.points().get(50); // near (0, 0)
 * }</pre>
 *
 * @param name what legends call it
 * @param points the start, and the point after each step, the variables in alphabetical order
 */
public record DescentPath(String name, List<List<Double>> points) {
    /** Copies. */
    public DescentPath {
        points = points.stream().map(List::copyOf).toList();
    }

    /**
     * The path from a point. It ends early where the function or its gradient has no finite value.
     *
     * @param name what legends call it
     * @param f the function
     * @param optimizer the optimizer; the variables are the numbers of one vector
     * @param start a number for each variable, in alphabetical order
     * @param steps how many steps
     */
    public static DescentPath of(
            String name, Expression f, Optimizer optimizer, List<Double> start, int steps) {
        List<String> variables = List.copyOf(f.variables());
        if (start.size() != variables.size()) {
            throw new ChainruleException(
                    name,
                    "a path must start with a number for each of " + variables,
                    "but found " + start,
                    "Give them in alphabetical order.");
        }
        Partials gradient = Partials.gradient(f, variables);
        Update update = new Update(optimizer, start.size());
        List<List<Double>> points = new ArrayList<>(List.of(start));
        for (int step = 1; step <= steps; step++) {
            Map<String, Double> at = new HashMap<>();
            for (int i = 0; i < start.size(); i++) {
                at.put(variables.get(i), points.get(step - 1).get(i));
            }
            List<Double> dw = new ArrayList<>();
            gradient.at(at).forEach(dw::addAll);
            List<Double> next = update.step(points.get(step - 1), dw, step);
            if (!next.stream().allMatch(Double::isFinite)) {
                break;
            }
            points.add(next);
        }
        return new DescentPath(name, points);
    }

    /** An optimizer's update of one vector, and its slots. */
    private static final class Update {
        private final Map<Variable, NumericArray> values = new HashMap<>();
        private final List<Node> before = new ArrayList<>(); // the weight and its slots
        private final Variable dw;
        private final Variable step;
        private final List<Node> after;

        Update(Optimizer optimizer, int count) {
            Shape shape = Shape.of(count);
            Variable w = variable("w", shape);
            dw = variable("dw", shape);
            step = (Variable) Variable.scalar("step", DType.FLOAT).call().op();
            UpdateRule rule = optimizer.rule(w);
            before.add(w.apply());
            for (Slot slot : rule.slots()) {
                Variable variable = variable(slot.name(), slot.shape().apply(shape));
                long[] sizes = variable.type().shape().sizes();
                values.put(variable, NumericArray.filled(slot.initial(), sizes));
                before.add(variable.apply());
            }
            Map<String, Node> scalars = new HashMap<>(Map.of("step", step.apply()));
            Map<String, Double> given = new HashMap<>(rule.scalars());
            given.put("rate", rule.rate());
            given.forEach(
                    (name, value) -> {
                        Node scalar = Variable.scalar(name, DType.FLOAT);
                        scalars.put(name, scalar);
                        values.put(variable(scalar), NumericArray.scalar(value));
                    });
            List<Node> slots = before.subList(1, before.size());
            after = rule.update(before.get(0), dw.apply(), slots, new UpdateRule.Scalars(scalars));
        }

        List<Double> step(List<Double> point, List<Double> gradient, int number) {
            values.put(variable(before.get(0)), vector(point));
            values.put(dw, vector(gradient));
            values.put(step, NumericArray.scalar(number));
            Evaluator evaluator = new Evaluator(values, 0);
            for (int i = 0; i < after.size(); i++) {
                values.put(variable(before.get(i)), evaluator.valueOf(after.get(i)));
            }
            List<Double> next = new ArrayList<>();
            for (double each : values.get(variable(before.get(0))).values()) {
                next.add(each);
            }
            return next;
        }

        private static NumericArray vector(List<Double> numbers) {
            double[] values = numbers.stream().mapToDouble(Double::doubleValue).toArray();
            return NumericArray.of(values, values.length);
        }

        private static Variable variable(String name, Shape shape) {
            return new Variable(name, new Type(shape, DType.FLOAT), Variable.Role.INPUT);
        }

        private static Variable variable(Node node) {
            return (Variable) node.call().op();
        }
    }
}
