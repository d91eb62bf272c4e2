package org.chainrule.dsl.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * An op applied to inputs of fixed shape, with the numbers that may be drawn for them: what the op
 * contract runs.
 *
 * @param call the op on variables, or on what is made of them
 * @param variables the variables
 * @param domains the numbers each variable may hold
 */
public record Example(Call call, List<Node> variables, List<Domain> domains) {

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

    /** Whole numbers −1, 0 and 1: the sides of a decision, and what is on neither. */
    public static Domain signs(long... sizes) {
        return new Domain(new Type(Shape.of(sizes), DType.INT), -1, 2);
    }

    /** An op on inputs of these domains. */
    public static Example of(Op op, Domain... domains) {
        return calling(inputs -> Call.of(op, inputs), domains);
    }

    /**
     * An op on inputs that are made of variables of these domains: a gradient of what the forward
     * pass kept, which free numbers would not fit together for.
     */
    public static Example calling(Function<List<Node>, Call> op, Domain... domains) {
        List<Node> variables = new ArrayList<>();
        for (Domain domain : domains) {
            String name = "x" + variables.size();
            variables.add(new Variable(name, domain.type(), Variable.Role.INPUT).apply());
        }
        return new Example(op.apply(variables), List.copyOf(variables), List.of(domains));
    }
}
