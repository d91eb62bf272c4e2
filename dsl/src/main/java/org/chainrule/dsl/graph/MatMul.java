package org.chainrule.dsl.graph;

import java.util.List;

/**
 * The matrix product over the last two axes, (…, n, k) times (…, k, m), with broadcast leading
 * axes.
 */
public record MatMul() implements Primitive {

    @Override
    public List<Type> infer(List<Node> in) {
        Shape a = in.get(0).shape();
        Shape b = in.get(1).shape();
        if (a.rank() < 2 || b.rank() < 2 || !a.dim(-1).agrees(b.dim(-2))) {
            throw new IllegalArgumentException(
                    "a matrix product needs as many columns on the left as rows on the right, but"
                            + " found "
                            + a
                            + " and "
                            + b);
        }
        Shape batch = a.replace(-2, -1, List.of()).broadcast(b.replace(-2, -1, List.of()));
        Shape product = batch.insert(-1, a.dim(-2)).insert(-1, b.dim(-1));
        return List.of(new Type(product, DType.FLOAT));
    }

    @Override
    public List<Node> vjp(Call call, Node dy) {
        Node a = call.input(0);
        Node b = call.input(1);
        return List.of(dy.matmul(b.transpose()), a.transpose().matmul(dy));
    }

    @Override
    public List<String> inputSymbols() {
        return List.of("A", "B");
    }

    @Override
    public String rule() {
        return "matrix product";
    }

    @Override
    public <R> List<R> accept(Interpreter<R> interpreter, Call call) {
        return List.of(interpreter.matMul(this, call));
    }
}
