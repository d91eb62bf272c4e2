package org.chainrule.dsl.graph;

import java.util.List;

/** The size of an axis, as a whole number. */
public record SizeOf(int axis) implements Primitive {

    @Override
    public List<Type> infer(List<Node> in) {
        return List.of(new Type(Shape.SCALAR, DType.INT));
    }

    @Override
    public List<Node> vjp(Call call, Node dy) {
        return List.of(Node.zero());
    }

    @Override
    public <R> List<R> accept(Interpreter<R> interpreter, Call call) {
        return List.of(interpreter.sizeOf(this, call));
    }
}
