package org.chainrule.dsl.graph;

import java.util.List;

/**
 * An op that is not made of others. Every {@link Interpreter} knows each of them, and the compiler
 * names those that do not.
 */
public sealed interface Primitive extends Op
        permits Binary,
                Choose,
                Chunk,
                Comparison,
                Concat,
                Constant,
                ExpandLike,
                Factorization,
                Foreign,
                Indices,
                LookUp,
                MatMul,
                MergeAxes,
                Overlap,
                PlaceLike,
                Reduction,
                ReshapeLike,
                Scan,
                ScatterRows,
                SizeOf,
                Slice,
                SplitAxis,
                Transpose,
                Unary,
                Uniform,
                Unsqueeze,
                Variable,
                Windows {

    /** The types of the outputs; throws IllegalArgumentException where the inputs do not fit. */
    List<Type> infer(List<Node> inputs);

    /** Calls the interpreter's method for this primitive; one value for each output. */
    <R> List<R> accept(Interpreter<R> interpreter, Call call);

    /** The gradients of the inputs from those of all outputs; see {@link Op#vjp}. */
    default List<Node> vjp(Call call, List<Node> dys) {
        return vjp(call, dys.get(0));
    }

    @Override
    List<Node> vjp(Call call, Node dy);

    /** A primitive has no smaller parts. */
    @Override
    default List<Node> forward(List<Node> inputs) {
        return Call.of(this, inputs).outputs();
    }
}
