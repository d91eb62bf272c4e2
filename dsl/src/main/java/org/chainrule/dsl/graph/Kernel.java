package org.chainrule.dsl.graph;

import java.util.ArrayList;
import java.util.List;

/**
 * A native operator that computes an op in one go, in the vocabulary of ATen, PyTorch's library of
 * tensor operators.
 *
 * @param operator the operator's name: {@code native_layer_norm}
 * @param arguments in the operator's order: a {@link Node}, a number, a boolean, a word, a list of
 *     these, another kernel, a {@link DTypeOf}, {@link #NONE}, or a {@link Keyword} with one of
 *     these
 * @param outputs how many values it yields
 * @param cpuOnly whether it exists on the CPU only
 */
public record Kernel(String operator, List<Object> arguments, int outputs, boolean cpuOnly) {
    /** An argument that is left out. */
    public static final Object NONE =
            new Object() {
                @Override
                public String toString() {
                    return "None";
                }
            };

    /**
     * An argument that is passed by its name.
     *
     * @param name the name
     * @param value the argument
     */
    public record Keyword(String name, Object value) {}

    /**
     * An argument that is the kind of number a node has when the program runs.
     *
     * @param node the node
     */
    public record DTypeOf(Node node) {}

    /** A copy of the arguments. */
    public Kernel {
        arguments = List.copyOf(arguments);
    }

    /** A kernel with one output that exists on every device. */
    public static Kernel of(String operator, Object... arguments) {
        return new Kernel(operator, List.of(arguments), 1, false);
    }

    /** The same with this many outputs. */
    public Kernel yielding(int count) {
        return new Kernel(operator, arguments, count, cpuOnly);
    }

    /** The same, for the CPU only. */
    public Kernel onlyOnCpu() {
        return new Kernel(operator, arguments, outputs, true);
    }

    /** All nodes among the arguments, however deep. */
    public List<Node> nodes() {
        List<Node> nodes = new ArrayList<>();
        collect(arguments, nodes);
        return nodes;
    }

    private static void collect(Object argument, List<Node> nodes) {
        if (argument instanceof Node node) {
            nodes.add(node);
        } else if (argument instanceof Kernel kernel) {
            collect(kernel.arguments(), nodes);
        } else if (argument instanceof Keyword keyword) {
            collect(keyword.value(), nodes);
        } else if (argument instanceof DTypeOf type) {
            nodes.add(type.node());
        } else if (argument instanceof List<?> list) {
            list.forEach(each -> collect(each, nodes));
        }
    }
}
