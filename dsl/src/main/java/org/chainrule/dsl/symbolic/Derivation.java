package org.chainrule.dsl.symbolic;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
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

    private static final int WIDEST = 60; // of a column of formulas

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

    /** All of it for a terminal: the function, the lines with their rules, and each result. */
    public String text() {
        StringBuilder text = new StringBuilder(definition().text()).append('\n');
        for (int order = 1; order <= orders.size(); order++) {
            List<Line> lines = lines(order);
            int longest = lines.stream().mapToInt(l -> l.formula().text().length()).max().orElse(0);
            int width = Math.min(WIDEST, longest);
            for (int i = 0; i < lines.size(); i++) {
                String formula = lines.get(i).formula().text();
                text.append(String.format("%3d. %s", i + 1, formula))
                        .append(" ".repeat(Math.max(0, width - formula.length())))
                        .append("   ")
                        .append(lines.get(i).rule())
                        .append('\n');
            }
            text.append(result(order).text()).append('\n');
        }
        return text.toString();
    }

    /** The same as lines of LaTeX in an {@code aligned} environment, for math mode. */
    public String latex() {
        List<String> rows = new ArrayList<>(List.of("&" + definition().latex()));
        for (int order = 1; order <= orders.size(); order++) {
            for (Line line : lines(order)) {
                rows.add("&" + line.formula().latex() + " &&\\text{" + line.rule() + "}");
            }
            rows.add("&\\boxed{" + result(order).latex() + "}");
        }
        return rows.stream()
                .collect(
                        Collectors.joining(
                                " \\\\[4pt]\n", "\\begin{aligned}\n", "\n\\end{aligned}\n"));
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
