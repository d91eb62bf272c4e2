package org.chainrule.dsl.graph;

import java.util.List;

/** The first input repeated to the shape of the second. */
public record ExpandLike() implements Primitive {

    @Override
    public List<Type> infer(List<Node> in) {
        Shape target = in.get(1).shape();
        if (!in.get(0).shape().broadcast(target).agrees(target)) {
            throw new IllegalArgumentException(
                    "a value must fit the shape that it is repeated to, but "
                            + in.get(0).shape()
                            + " does not fit "
                            + target);
        }
        return List.of(new Type(target, in.get(0).dtype()));
    }

    @Override
    public List<Node> vjp(Call call, Node dy) {
        return List.of(dy, Node.zero());
    }

    @Override
    public <R> List<R> accept(Interpreter<R> interpreter, Call call) {
        return List.of(interpreter.expandLike(this, call));
    }
}
