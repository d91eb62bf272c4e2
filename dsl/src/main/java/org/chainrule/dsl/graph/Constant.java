package org.chainrule.dsl.graph;

import java.util.List;

/** A number that is written into the program. */
public record Constant(double value, DType dtype) implements Primitive {

    @Override
    public List<Type> infer(List<Node> in) {
        return List.of(new Type(Shape.SCALAR, dtype));
    }

    @Override
    public List<Node> vjp(Call call, Node dy) {
        return List.of();
    }

    @Override
    public <R> List<R> accept(Interpreter<R> interpreter, Call call) {
        return List.of(interpreter.constant(this, call));
    }
}
