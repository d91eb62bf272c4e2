package org.chainrule.dsl.graph;

import java.util.List;

/**
 * The gradient of a slice: the first input set into zeros of the second input's shape, from the
 * place on that the third gives.
 */
public record PlaceLike(int axis) implements Primitive {

    @Override
    public List<Type> infer(List<Node> in) {
        return List.of(in.get(1).type());
    }

    @Override
    public List<Node> vjp(Call call, Node dy) {
        Node placed = call.input(0);
        return List.of(
                dy.slice(axis, call.input(2), placed.size(axis), placed.shape().dim(axis)),
                Node.zero(),
                Node.zero());
    }

    @Override
    public <R> List<R> accept(Interpreter<R> interpreter, Call call) {
        return List.of(interpreter.placeLike(this, call));
    }
}
