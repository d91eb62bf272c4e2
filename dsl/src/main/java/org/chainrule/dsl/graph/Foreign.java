package org.chainrule.dsl.graph;

import java.util.List;

/**
 * An op that only its own engine can run, such as a ready block of another library.
 *
 * <p>It has one input and one output. A graph that holds one is run in pieces, and autograd alone
 * knows its gradient.
 */
public non-sealed interface Foreign extends Primitive {

    @Override
    default List<Node> vjp(Call call, Node dy) {
        throw new IllegalStateException(
                name() + " has no derivation: only its own engine knows its gradient");
    }

    @Override
    default <R> List<R> accept(Interpreter<R> interpreter, Call call) {
        return List.of(interpreter.foreign(this, call));
    }
}
