package org.chainrule.dsl.graph;

import java.util.List;

/**
 * An op applied to inputs of fixed shape, with the numbers that may be drawn for them: what the op
 * contract runs.
 *
 * @param call the op on variables
 * @param domains the numbers each input may hold
 */
public record Example(Call call, List<Domain> domains) {

    /**
     * One input: its shape and the numbers that it may hold.
     *
     * @param type its type
     * @param low the least
     * @param high the greatest for real numbers; for whole numbers, the first that is too great
     */
    public record Domain(Type type, double low, double high) {}

    /** Real numbers between −2 and 2. */
    public static Domain reals(long... sizes) {
        return between(-2, 2, sizes);
    }

    /** Real numbers between two bounds. */
    public static Domain between(double low, double high, long... sizes) {
        return new Domain(new Type(Shape.of(sizes), DType.FLOAT), low, high);
    }

    /** Whole numbers from 0 to {@code bound} − 1. */
    public static Domain below(long bound, long... sizes) {
        return new Domain(new Type(Shape.of(sizes), DType.INT), 0, bound);
    }

    /** An op on inputs of these domains. */
    public static Example of(Op op, Domain... domains) {
        Node[] inputs = new Node[domains.length];
        for (int i = 0; i < inputs.length; i++) {
            inputs[i] = new Variable("x" + i, domains[i].type(), Variable.Role.INPUT).apply();
        }
        return new Example(Call.of(op, List.of(inputs)), List.of(domains));
    }
}
