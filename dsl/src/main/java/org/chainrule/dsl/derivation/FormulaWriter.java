package org.chainrule.dsl.derivation;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.Indices;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Op;
import org.chainrule.dsl.graph.Primitive;
import org.chainrule.dsl.graph.Scan;
import org.chainrule.dsl.graph.Unsqueeze;
import org.chainrule.dsl.notation.Formula;

/**
 * Nodes as formulas, in terms of nodes that have names.
 *
 * <p>A node with a {@link Node#label} is written as its name, and what that stands for is kept
 * among the {@link #definitions}.
 */
final class FormulaWriter {
    private final PrimitiveFormulas primitives = new PrimitiveFormulas(this);
    private final Map<Node, Formula> names = new IdentityHashMap<>();
    private final Map<Node, String> labels = new IdentityHashMap<>();
    private final Map<String, Formula> definitions;

    FormulaWriter() {
        this(new LinkedHashMap<>());
    }

    private FormulaWriter(Map<String, Formula> definitions) {
        this.definitions = definitions;
    }

    /** A writer of other nodes whose definitions stand among those of this one. */
    FormulaWriter beside() {
        return new FormulaWriter(definitions);
    }

    /** Says what a name stands for. */
    void define(String name, Formula value) {
        definitions.put(name, value);
    }

    /** Says what formulas call a node, which is known. */
    void name(Node node, Formula name) {
        names.putIfAbsent(node, name);
    }

    /** Says what formulas call a node, and that they define it where they need it. */
    void label(Node node, String label) {
        labels.put(node, label);
    }

    /** Whether formulas call a node by a name, so that how it is computed does not show. */
    boolean isNamed(Node node) {
        return names.containsKey(node);
    }

    /** What the names that occurred stand for, each after those that it needs. */
    Map<String, Formula> definitions() {
        return Collections.unmodifiableMap(definitions);
    }

    /** The formula of a node: its name if it has one. */
    Formula of(Node node) {
        Formula name = names.get(node);
        if (name != null) {
            return name;
        }
        if (node.isZero()) {
            return Formula.number("0");
        }
        String label = labels.getOrDefault(node, node.label().orElse(""));
        return label.isEmpty() ? written(node) : defined(node, label);
    }

    private Formula defined(Node node, String label) {
        Formula value =
                PrimitiveFormulas.truth(
                        written(node)); // and before it the definitions that it needs
        boolean isIndex = // known from the axis, or a value along one, such as yᵢ
                node.call().op() instanceof Indices || node.call().op() instanceof Unsqueeze;
        names.put(node, isIndex ? Formula.symbol(label) : defined(label, value));
        return names.get(node);
    }

    /** The name of a value, which is defined by this; with a prime where another has the name. */
    Formula defined(String name, Formula value) {
        String unique = name;
        while (!definitions.getOrDefault(unique, value).equals(value)) {
            unique += "′";
        }
        definitions.put(unique, value);
        return Formula.symbol(unique);
    }

    /** The formula of a node, whether it has a name or not. */
    Formula written(Node node) {
        Call call = node.call();
        if (call.op() instanceof Scan scan) {
            return new ScanFormulas(this, scan, call).of(node.index());
        }
        if (call.op() instanceof Primitive primitive) {
            return primitive.accept(primitives, call).get(node.index());
        }
        boolean isPart = Op.class.isAssignableFrom(outer(call.op())); // of another op's gradient
        boolean isFunction = call.op().isFunction(call) && node.index() == 0 && !isPart;
        if (!isFunction) {
            return of(call.body().get(node.index()));
        }
        return Formula.function(call.op().name(), primitives.arguments(call));
    }

    private static Class<?> outer(Op op) {
        Class<?> outer = op.getClass().getEnclosingClass();
        return outer == null ? Object.class : outer;
    }
}
