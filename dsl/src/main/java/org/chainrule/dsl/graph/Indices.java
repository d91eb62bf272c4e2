package org.chainrule.dsl.graph;

import java.util.List;

/** The whole numbers 0, 1, 2, … along an axis of the input. */
public record Indices(int axis) implements Primitive {

    @Override
    public List<Type> infer(List<Node> in) {
        return List.of(new Type(Shape.of(in.get(0).shape().dim(axis)), DType.INT));
    }

    @Override
    public List<Node> vjp(Call call, Node dy) {
        return List.of(Node.zero());
    }

    @Override
    public <R> List<R> accept(Interpreter<R> interpreter, Call call) {
        return List.of(interpreter.indices(this, call));
    }
}
