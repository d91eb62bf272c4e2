package org.chainrule.dsl.graph;

import java.util.List;

/** Rows of a table: (V, C) at indices of shape S is (S…, C). One-hot vectors times the table. */
public record LookUp() implements Primitive {

    @Override
    public List<Type> infer(List<Node> in) {
        Shape table = in.get(0).shape();
        if (table.rank() != 2 || in.get(1).dtype() != DType.INT) {
            throw new IllegalArgumentException(
                    "a look-up needs a table (V, C) and whole numbers, but found "
                            + table
                            + " and "
                            + in.get(1).dtype());
        }
        return List.of(new Type(in.get(1).shape().insert(-1, table.dim(1)), in.get(0).dtype()));
    }

    @Override
    public List<Node> vjp(Call call, Node dy) {
        Node table = call.input(0);
        Node indices = call.input(1);
        return List.of(new ScatterRows().apply(dy, indices, table), Node.zero());
    }

    @Override
    public List<String> inputSymbols() {
        return List.of("E", "t");
    }

    @Override
    public <R> List<R> accept(Interpreter<R> interpreter, Call call) {
        return List.of(interpreter.lookUp(this, call));
    }
}
