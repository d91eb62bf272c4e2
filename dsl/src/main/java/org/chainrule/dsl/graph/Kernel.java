package org.chainrule.dsl.graph;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * A native operator that computes an op in one go, in the vocabulary of ATen, PyTorch's library of
 * tensor operators.
 *
 * @param operator the operator's name: {@code native_layer_norm}
 * @param arguments in the operator's order: a {@link Node}, a number, a boolean, a word, a list of
 *     these, another kernel, a {@link DTypeOf}, a {@link Contiguous}, an {@link Extra}, {@link
 *     #NONE}, {@link #NO_NUMBERS}, or a {@link Keyword} with one of these
 * @param outputs how many values it yields, up to the last of the op's outputs
 * @param first which of them is the op's result, counted from 0; those before it are not used
 * @param extras how many values it yields besides, which only a kernel of the op's gradient reads
 * @param limits where alone it can run
 */
public record Kernel(
        String operator,
        List<Object> arguments,
        int outputs,
        int first,
        int extras,
        Set<Limit> limits) {
    /** An argument that is left out. */
    public static final Object NONE = new Word("None");

    /** A list of whole numbers that holds none. */
    public static final Object NO_NUMBERS = new Word("annotate(List[int], [])");

    private record Word(String text) {
        @Override
        public String toString() {
            return text;
        }
    }

    /** Where alone a kernel can run. */
    public enum Limit {
        /** On the CPU. */
        CPU,
        /** In 32 bits. */
        SINGLE,
        /** With autograd on, though nothing need be differentiated. */
        AUTOGRAD
    }

    /**
     * An argument that is a value which the kernel of another call yielded besides its outputs.
     *
     * @param output the result of that call
     * @param index which of the values
     */
    public record Extra(Node output, int index) {}

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

    /**
     * An argument that must lie in memory in the order of its elements: for operators that do not
     * look. It is copied where it does not.
     *
     * @param node the node
     * @param lastAxisOnly whether it is enough that each vector along the last axis does
     */
    public record Contiguous(Node node, boolean lastAxisOnly) {}

    /** Copies of the collections. */
    public Kernel {
        arguments = List.copyOf(arguments);
        limits = Set.copyOf(limits);
    }

    /** A kernel with one output that runs everywhere. */
    public static Kernel of(String operator, Object... arguments) {
        return new Kernel(operator, List.of(arguments), 1, 0, 0, Set.of());
    }

    /** The same with this many outputs. */
    public Kernel yielding(int count) {
        return new Kernel(operator, arguments, count, first, extras, limits);
    }

    /** The same, whose result is another than the first value that it yields. */
    public Kernel from(int index) {
        return new Kernel(operator, arguments, outputs, index, extras, limits);
    }

    /** The same with this many values besides. */
    public Kernel withExtras(int count) {
        return new Kernel(operator, arguments, outputs, first, count, limits);
    }

    /** The same, for the CPU only. */
    public Kernel onlyOnCpu() {
        return limited(Limit.CPU);
    }

    /** The same, with one limit more. */
    public Kernel limited(Limit limit) {
        Set<Limit> more = EnumSet.of(limit);
        more.addAll(limits);
        return new Kernel(operator, arguments, outputs, first, extras, more);
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
        } else if (argument instanceof Contiguous contiguous) {
            nodes.add(contiguous.node());
        } else if (argument instanceof Extra extra) {
            nodes.add(extra.output());
        } else if (argument instanceof List<?> list) {
            list.forEach(each -> collect(each, nodes));
        }
    }
}
