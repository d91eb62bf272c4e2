package org.chainrule.dsl.graph;

import java.util.List;

/**
 * A value that comes from outside: an input, a parameter, a buffer, a hyperparameter, or what an
 * earlier call left behind.
 *
 * @param name its name, unlike that of any other variable of the graph
 * @param type its shape and kind of number
 * @param role what it is there for
 */
public record Variable(String name, Type type, Role role) implements Primitive {

    /** What a variable is there for. */
    public enum Role {
        /** Data: tokens, features, labels. */
        INPUT,
        /** A weight, which is learned. */
        PARAMETER,
        /** What is kept and brought up to date, but not learned: a running mean. */
        BUFFER,
        /** What the last call of a stream left behind: a cache of keys, a hidden state. */
        STATE,
        /** A single number that the host gives: a learning rate, a position. */
        SCALAR;

        /** Whether it is saved with the network: a weight or a buffer. */
        public boolean isStored() {
            return this == PARAMETER || this == BUFFER;
        }
    }

    /** An input of this shape. */
    public static Node input(String name, DType dtype, Dim... dims) {
        return new Variable(name, new Type(Shape.of(dims), dtype), Role.INPUT).apply();
    }

    /** An input of real numbers of these sizes. */
    public static Node input(String name, long... sizes) {
        return new Variable(name, new Type(Shape.of(sizes), DType.FLOAT), Role.INPUT).apply();
    }

    /** A single number that the host gives. */
    public static Node scalar(String name, DType dtype) {
        return new Variable(name, new Type(Shape.SCALAR, dtype), Role.SCALAR).apply();
    }

    @Override
    public List<Type> infer(List<Node> in) {
        return List.of(type);
    }

    @Override
    public List<Node> vjp(Call call, Node dy) {
        return List.of();
    }

    @Override
    public <R> List<R> accept(Interpreter<R> interpreter, Call call) {
        return List.of(interpreter.variable(this, call));
    }
}
