package org.chainrule.dsl.symbolic;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.eval.Evaluator;
import org.chainrule.dsl.eval.NumericArray;
import org.chainrule.dsl.graph.DType;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Variable;
import org.chainrule.dsl.symbolic.Condition.Relation;
import org.chainrule.dsl.symbolic.Expression.Apply;
import org.chainrule.dsl.symbolic.Expression.Choice;
import org.chainrule.dsl.symbolic.Expression.Literal;
import org.chainrule.dsl.symbolic.Expression.Power;

/**
 * Where an expression is defined, and where it has kinks.
 *
 * @param conditions what must hold, all of it
 * @param kinks where it may have a kink or jump: where one of these holds
 */
public record Domain(List<Condition> conditions, List<Condition> kinks) {

    /** Copies. */
    public Domain {
        conditions = List.copyOf(conditions);
        kinks = List.copyOf(kinks);
    }

    /** The domain of an expression: what each of its parts asks for. */
    public static Domain of(Expression e) {
        Set<Condition> conditions = new LinkedHashSet<>();
        Set<Condition> kinks = new LinkedHashSet<>();
        collect(e, conditions, kinks);
        return new Domain(
                conditions.stream().filter(c -> !Signs.always(c)).toList(), new ArrayList<>(kinks));
    }

    private static void collect(Expression e, Set<Condition> conditions, Set<Condition> kinks) {
        e.parts().forEach(part -> collect(part, conditions, kinks));
        if (e instanceof Apply apply) {
            conditions.addAll(apply.function().domain(apply.arguments()));
            kinks.addAll(apply.function().kinks(apply.arguments()));
        } else if (e instanceof Choice choice) {
            kinks.add(new Condition(choice.left(), Relation.EQUAL, choice.right()));
        } else if (e instanceof Power power) {
            Relation relation = relation(power);
            if (relation != null) {
                conditions.add(new Condition(power.base(), relation, Expression.ZERO));
            }
        }
    }

    /** What must hold between the base of a power and 0, if anything must. */
    private static Relation relation(Power power) {
        if (!(power.exponent() instanceof Literal n)) {
            return Relation.ABOVE;
        }
        if (n.value().isWhole()) {
            return n.value().signum() < 0 ? Relation.DIFFERENT : null;
        }
        return n.value().signum() < 0 ? Relation.ABOVE : Relation.AT_LEAST;
    }

    /**
     * Checks that a point lies in the domain.
     *
     * @throws ChainruleException if it does not, or if a variable has no value
     */
    public Domain require(Map<String, Double> point) {
        for (Condition condition : conditions) {
            double left = valueOf(condition.left(), point);
            if (!condition.holds(left, valueOf(condition.right(), point))) {
                throw new ChainruleException(
                        shown(point),
                        "a point must lie in the domain",
                        "but there " + condition + " does not hold",
                        "Choose another point.");
            }
        }
        return this;
    }

    /** The kinks that lie at a point. */
    public List<Condition> kinksAt(Map<String, Double> point) {
        return kinks.stream()
                .filter(k -> k.holds(valueOf(k.left(), point), valueOf(k.right(), point)))
                .toList();
    }

    /**
     * The value of an expression at a point, in 64 bits; not a number outside the domain.
     *
     * @throws ChainruleException if a variable has no value
     */
    public double valueOf(Expression e, Map<String, Double> point) {
        Map<String, Node> nodes = new HashMap<>();
        Map<Variable, NumericArray> values = new HashMap<>();
        for (String name : e.variables()) {
            Double value = point.get(name);
            if (value == null) {
                throw new ChainruleException(
                        name,
                        "every variable must have a value",
                        "but " + name + " has none",
                        "Give one, as in " + name + "=1.");
            }
            Node node = Variable.input(name, DType.FLOAT);
            nodes.put(name, node);
            values.put((Variable) node.call().op(), NumericArray.scalar(value));
        }
        return new Evaluator(values, 0).valueOf(new Lowering(nodes).node(e)).item();
    }

    private static String shown(Map<String, Double> point) {
        return new TreeMap<>(point)
                .entrySet().stream()
                        .map(each -> each.getKey() + " = " + Numbers.shown(each.getValue()))
                        .collect(Collectors.joining(", "));
    }
}
