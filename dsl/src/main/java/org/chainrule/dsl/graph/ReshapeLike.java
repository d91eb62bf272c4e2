package org.chainrule.dsl.graph;

import java.util.List;

/** The elements of the first input in the shape of the second. */
public record ReshapeLike() implements Primitive {

    @Override
    public List<Type> infer(List<Node> in) {
        return List.of(new Type(in.get(1).shape(), in.get(0).dtype()));
    }

    @Override
    public List<Node> vjp(Call call, Node dy) {
        return List.of(dy.reshapeLike(call.input(0)), Node.zero());
    }

    @Override
    public <R> List<R> accept(Interpreter<R> interpreter, Call call) {
        return List.of(interpreter.reshapeLike(this, call));
    }
}
