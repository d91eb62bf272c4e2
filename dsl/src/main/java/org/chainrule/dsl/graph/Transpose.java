package org.chainrule.dsl.graph;

import java.util.List;

/** Two axes in each other's place. */
public record Transpose(int a, int b) implements Primitive {

    @Override
    public List<Type> infer(List<Node> in) {
        return List.of(new Type(in.get(0).shape().swap(a, b), in.get(0).dtype()));
    }

    @Override
    public List<Node> vjp(Call call, Node dy) {
        return List.of(dy.transpose(a, b));
    }

    @Override
    public <R> List<R> accept(Interpreter<R> interpreter, Call call) {
        return List.of(interpreter.transpose(this, call));
    }
}
