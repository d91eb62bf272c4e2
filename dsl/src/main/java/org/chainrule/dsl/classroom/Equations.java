package org.chainrule.dsl.classroom;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.eval.Evaluator;
import org.chainrule.dsl.eval.NumericArray;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Reverse;
import org.chainrule.dsl.graph.Variable;

/**
 * A network as equations, h = tanh(hpreact) and so on: each named value is a variable of its own,
 * and so is each gradient, so that one step of the backward pass is a small graph by itself.
 */
final class Equations {
    static final String LOSS = "loss";

    private final Map<String, Named> named;

    /**
     * A named value.
     *
     * @param name its name
     * @param value the variable that stands for it
     * @param definition what it is, by other named values; itself, where it is a variable of the
     *     network
     * @param number its numbers
     * @param gradient the variable that stands for its gradient; zero where it has none
     * @param right its gradient as the reverse walk over the whole network gives it
     */
    record Named(
            String name,
            Node value,
            Node definition,
            NumericArray number,
            Node gradient,
            NumericArray right) {}

    private Equations(Map<String, Named> named) {
        this.named = named;
    }

    /**
     * The equations of a network.
     *
     * @throws ChainruleException where a name is given twice
     */
    static Equations of(Node loss, Map<String, Node> names, Map<Variable, NumericArray> numbers) {
        Map<String, Node> nodes = ordered(loss, names);
        Map<Node, Node> standIns = new IdentityHashMap<>();
        nodes.forEach((name, node) -> standIns.put(node, variable(name, node)));
        List<Node> leaves = nodes.values().stream().filter(Equations::isVariable).toList();
        Reverse reverse = Reverse.of(loss, Node.constant(1).expandLike(loss), leaves);
        Evaluator at = new Evaluator(numbers, 0);
        Map<String, Named> named = new LinkedHashMap<>();
        nodes.forEach(
                (name, node) -> {
                    Node gradient = reverse.gradient(node);
                    named.put(
                            name,
                            new Named(
                                    name,
                                    standIns.get(node),
                                    definition(node, standIns),
                                    at.valueOf(node),
                                    gradient.isZero() ? gradient : variable("d" + name, node),
                                    at.valueOf(gradient)));
                });
        return new Equations(Collections.unmodifiableMap(named));
    }

    /** All that has a name, in the order of the forward pass. */
    private static Map<String, Node> ordered(Node loss, Map<String, Node> names) {
        Map<String, Node> nodes = new LinkedHashMap<>();
        Set<Node> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        names.forEach(
                (name, node) -> {
                    variables(node, seen, nodes);
                    add(nodes, name, node);
                });
        variables(loss, seen, nodes);
        add(nodes, LOSS, loss);
        return nodes;
    }

    private static void variables(Node node, Set<Node> seen, Map<String, Node> nodes) {
        if (seen.add(node)) {
            if (node.call().op() instanceof Variable variable) {
                add(nodes, variable.name(), node);
            }
            node.call().inputs().forEach(input -> variables(input, seen, nodes));
        }
    }

    private static void add(Map<String, Node> nodes, String name, Node node) {
        Node before = nodes.putIfAbsent(name, node);
        if (before != null && before != node) {
            throw new ChainruleException(
                    "worksheet",
                    "each value must have a name of its own",
                    "but " + name + " is there twice",
                    "Variables bring their names, and the result is called " + LOSS + ".");
        }
    }

    private static boolean isVariable(Node node) {
        return node.call().op() instanceof Variable;
    }

    private static Node variable(String name, Node like) {
        return new Variable(name, like.type(), Variable.Role.INPUT).apply();
    }

    private static Node definition(Node node, Map<Node, Node> standIns) {
        Map<Node, Node> others = new IdentityHashMap<>(standIns);
        others.remove(node);
        return isVariable(node) ? standIns.get(node) : Rewrite.replacing(others, node);
    }

    /** The names of the values that have a gradient, but for the loss, from the loss back. */
    List<String> asked() {
        List<String> asked =
                new ArrayList<>(
                        named.values().stream()
                                .filter(Equations::isAsked)
                                .map(Named::name)
                                .toList());
        Collections.reverse(asked);
        return asked;
    }

    private static boolean isAsked(Named value) {
        return !value.gradient().isZero() && !value.name().equals(LOSS);
    }

    /** A value by its name. */
    Named named(String name) {
        Named found = named.get(name);
        if (found == null) {
            throw new ChainruleException(
                    "worksheet",
                    "a value must be one of " + String.join(", ", named.keySet()),
                    "but found " + name,
                    "Take one of these names.");
        }
        return found;
    }

    /** A value that has a gradient. */
    Named withGradient(String name) {
        Named found = named(name);
        if (found.gradient().isZero()) {
            throw new ChainruleException(
                    "worksheet",
                    "a value must be one of those that have a gradient",
                    "but " + name + " has none",
                    "They are " + String.join(", ", asked()) + ".");
        }
        return found;
    }

    /**
     * Where one step of the backward pass is evaluated: the values, and the gradients.
     *
     * @param found the gradients that take the place of those of the reverse walk
     */
    Evaluator evaluator(Map<String, NumericArray> found) {
        Map<Variable, NumericArray> numbers = new HashMap<>();
        for (Named value : named.values()) {
            numbers.put((Variable) value.value().call().op(), value.number());
            if (!value.gradient().isZero()) {
                numbers.put(
                        (Variable) value.gradient().call().op(),
                        found.getOrDefault(value.name(), value.right()));
            }
        }
        return new Evaluator(numbers, 0);
    }

    /** The way back to a value from those that are made of it. */
    Walk walk(String name) {
        Node x = named.get(name).value();
        List<Walk.Way> ways =
                named.values().stream()
                        .filter(y -> !y.name().equals(name) && !y.gradient().isZero())
                        .filter(y -> !Walk.between(x, y.definition()).isEmpty())
                        .map(y -> Walk.Way.of(y.definition(), y.gradient()))
                        .toList();
        Node right = Node.zero();
        for (Walk.Way way : ways) {
            Node dx = Reverse.gradients(way.y(), way.dy(), List.of(x)).get(0);
            right = right.isZero() ? dx : dx.isZero() ? right : right.plus(dx);
        }
        return new Walk(name, x, ways, right);
    }
}
