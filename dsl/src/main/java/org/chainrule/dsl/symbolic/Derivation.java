package org.chainrule.dsl.symbolic;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.chainrule.dsl.notation.Formula;

/**
 * The derivative of a function step by step, as it is read: each line is made of a step that was
 * computed.
 *
 * @param function the function
 * @param by by which variable
 * @param orders the steps of the first derivative, of the second and so on
 * @param notation how derivatives are written
 */
public record Derivation(
        Expression function, String by, List<DerivativeStep> orders, Notation notation) {

    /**
     * A line: a formula and the rule that gives it.
     *
     * @param formula the formula
     * @param rule the rule
     */
    public record Line(Formula formula, Rule rule) {}

    /** A copy. */
    public Derivation {
        orders = List.copyOf(orders);
    }

    /** The derivation of a derivative of any order from 1 on. */
    public static Derivation of(Expression function, String by, int order, Notation notation) {
        return new Derivation(function, by, Differentiation.higher(function, by, order), notation);
    }

    /** The last derivative. */
    public Expression result() {
        return orders.get(orders.size() - 1).result();
    }

    /** What is differentiated last: the function, or its derivative of one order less. */
    public Expression last() {
        return orders.get(orders.size() - 1).of();
    }

    /** f(x) = …. */
    public Formula definition() {
        return Formula.relation(
                Formula.product("", Formula.symbol(name()), Formula.fenced("(", arguments(), ")")),
                "=",
                function.formula());
    }

    /** f′(x) = …, of an order. */
    public Formula result(int order) {
        return Formula.relation(named(order), "=", orders.get(order - 1).result().formula());
    }

    /** f′(x), of an order. */
    public Formula named(int order) {
        return notation.named(name(), arguments(), by, order, isPartial());
    }

    /** The lines that lead to the derivative of an order, each after those it builds on. */
    public List<Line> lines(int order) {
        return orders.get(order - 1).inOrder().stream().map(this::line).toList();
    }

    private Line line(DerivativeStep step) {
        Formula left = derivative(step);
        Formula applied = StepFormula.of(step);
        Formula result = step.result().formula();
        boolean isDone = applied.text().equals(result.text());
        Formula right = isDone ? result : Formula.relation(applied, "=", result);
        return new Line(Formula.relation(left, "=", right), step.rule());
    }

    private Formula derivative(DerivativeStep step) {
        return notation.of(step.of(), step.by(), 1, isPartial() && step.by().equals(by));
    }

    private boolean isPartial() {
        return function.variables().size() > 1;
    }

    private Formula arguments() {
        List<String> names = new ArrayList<>(function.variables());
        if (!names.contains(by)) {
            names.add(by);
        }
        return Formula.list(names.stream().map(Formula::symbol).toList());
    }

    private String name() {
        Set<String> taken = function.variables();
        return Stream.of("f", "g", "h").filter(f -> !taken.contains(f)).findFirst().orElse("F");
    }
}
