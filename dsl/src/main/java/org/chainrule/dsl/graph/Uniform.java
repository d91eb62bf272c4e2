package org.chainrule.dsl.graph;

import java.util.List;

/**
 * Numbers drawn uniformly from [0, 1), as many as the input has, in steps of 2⁻²⁴. Each call draws
 * anew.
 */
public record Uniform() implements Primitive {

    @Override
    public List<Type> infer(List<Node> in) {
        if (in.get(0).dtype() != DType.FLOAT) {
            throw new IllegalArgumentException(
                    "random numbers are drawn like real numbers, but found " + in.get(0).dtype());
        }
        return List.of(new Type(in.get(0).shape(), DType.FLOAT));
    }

    @Override
    public List<Node> vjp(Call call, Node dy) {
        return List.of(Node.zero());
    }

    @Override
    public <R> List<R> accept(Interpreter<R> interpreter, Call call) {
        return List.of(interpreter.uniform(this, call));
    }
}
