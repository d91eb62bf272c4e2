package org.chainrule.dsl.graph;

import java.util.List;

/** An axis of size 1 more. */
public record Unsqueeze(int axis) implements Primitive {

    @Override
    public List<Type> infer(List<Node> in) {
        return List.of(new Type(in.get(0).shape().insert(axis, Dim.of("", 1)), in.get(0).dtype()));
    }

    @Override
    public List<Node> vjp(Call call, Node dy) {
        return List.of(dy.reshapeLike(call.input(0)));
    }

    @Override
    public <R> List<R> accept(Interpreter<R> interpreter, Call call) {
        return List.of(interpreter.unsqueeze(this, call));
    }
}
