package org.chainrule.dsl.graph;

import java.util.List;

/**
 * A native operator that computes an op in one go, in the vocabulary of ATen, PyTorch's library of
 * tensor operators.
 *
 * @param operator the operator's name: {@code native_layer_norm}
 * @param arguments in the operator's order: a {@link Node}, a number, a boolean, a list of these,
 *     another kernel, {@link #NONE}, or a {@link Keyword} with one of these
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
}
