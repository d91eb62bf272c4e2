package org.chainrule.dsl.graph;

import java.util.List;

/**
 * The gradient of a look-up: each row of the first input added to the row of a zero table that its
 * index names. Inputs: rows (S…, C), indices (S…), and the (V, C) table that gives the shape.
 */
public record ScatterRows() implements Primitive {

    @Override
    public List<Type> infer(List<Node> in) {
        return List.of(in.get(2).type());
    }

    @Override
    public List<Node> vjp(Call call, Node dy) {
        return List.of(dy.lookUp(call.input(1)), Node.zero(), Node.zero());
    }

    @Override
    public <R> List<R> accept(Interpreter<R> interpreter, Call call) {
        return List.of(interpreter.scatterRows(this, call));
    }
}
