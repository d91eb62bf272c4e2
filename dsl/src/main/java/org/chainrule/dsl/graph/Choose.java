package org.chainrule.dsl.graph;

import java.util.List;

/** Where a condition holds the second input, elsewhere the third. */
public record Choose() implements Primitive {

    @Override
    public List<Type> infer(List<Node> in) {
        Shape shape = in.get(1).shape().broadcast(in.get(2).shape());
        DType dtype = in.get(1).dtype().with(in.get(2).dtype());
        return List.of(new Type(in.get(0).shape().broadcast(shape), dtype));
    }

    @Override
    public List<Node> vjp(Call call, Node dy) {
        Node none = Node.constant(0);
        Node condition = call.input(0);
        return List.of(Node.zero(), condition.choose(dy, none), condition.choose(none, dy));
    }

    @Override
    public List<String> inputSymbols() {
        return List.of("c", "a", "b");
    }

    @Override
    public <R> List<R> accept(Interpreter<R> interpreter, Call call) {
        return List.of(interpreter.choose(this, call));
    }
}
