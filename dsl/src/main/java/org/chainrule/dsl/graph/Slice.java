package org.chainrule.dsl.graph;

import java.util.List;

/**
 * A part of an axis. Inputs: the value, the first index, and the length, which {@code dim} names.
 */
public record Slice(int axis, Dim dim) implements Primitive {

    @Override
    public List<Type> infer(List<Node> in) {
        return List.of(new Type(in.get(0).shape().with(axis, dim), in.get(0).dtype()));
    }

    @Override
    public List<Node> vjp(Call call, Node dy) {
        Node placed = new PlaceLike(axis).apply(dy, call.input(0), call.input(1));
        return List.of(placed, Node.zero(), Node.zero());
    }

    @Override
    public <R> List<R> accept(Interpreter<R> interpreter, Call call) {
        return List.of(interpreter.slice(this, call));
    }
}
