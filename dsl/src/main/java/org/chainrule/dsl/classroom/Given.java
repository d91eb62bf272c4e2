package org.chainrule.dsl.classroom;

import org.chainrule.dsl.graph.DType;
import org.chainrule.dsl.graph.Dim;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Shape;
import org.chainrule.dsl.graph.Type;
import org.chainrule.dsl.graph.Variable;

/**
 * One input of an exercise.
 *
 * @param name its name; its gradient is named {@code d} and the name
 * @param domain its shape and the numbers that it may hold
 */
public record Given(String name, Example.Domain domain) {

    /** Real numbers between −2 and 2. */
    public static Given reals(String name, Dim... dims) {
        return between(name, -2, 2, dims);
    }

    /** Real numbers between two bounds. */
    public static Given between(String name, double low, double high, Dim... dims) {
        return new Given(name, new Example.Domain(type(DType.FLOAT, dims), low, high));
    }

    /** Whole numbers from 0 to the length of an axis − 1: places along that axis. */
    public static Given along(String name, Dim axis, Dim... dims) {
        return new Given(name, new Example.Domain(type(DType.INT, dims), 0, axis.fixed()));
    }

    private static Type type(DType dtype, Dim... dims) {
        return new Type(Shape.of(dims), dtype);
    }

    /** Its axes. */
    public Shape shape() {
        return domain.type().shape();
    }

    /** Whether it has a gradient. */
    public boolean isReal() {
        return domain.type().dtype() == DType.FLOAT;
    }

    /** The variable of a graph that stands for it. */
    Variable variable() {
        return new Variable(name, domain.type(), Variable.Role.INPUT);
    }
}
