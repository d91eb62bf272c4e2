package org.chainrule.dsl.graph;

import java.util.List;

/** A comparison of two numbers, element by element, with broadcasting. It has no gradient. */
public enum Comparison implements Primitive {
    /** x &lt; y. */
    LESS,
    /** x ≤ y. */
    AT_MOST,
    /** x = y. */
    EQUAL,
    /** x ≠ y. */
    DIFFERENT;

    @Override
    public List<Type> infer(List<Node> in) {
        return List.of(new Type(in.get(0).shape().broadcast(in.get(1).shape()), DType.BOOL));
    }

    @Override
    public List<Node> vjp(Call call, Node dy) {
        return List.of(Node.zero(), Node.zero());
    }

    @Override
    public <R> List<R> accept(Interpreter<R> interpreter, Call call) {
        return List.of(interpreter.comparison(this, call));
    }
}
