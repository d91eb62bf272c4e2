package org.chainrule.dsl.layers;

import org.chainrule.dsl.graph.DType;
import org.chainrule.dsl.graph.Dim;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Shape;
import org.chainrule.dsl.graph.Type;

/**
 * Which steps of a sequence attention may look at; the others are padding.
 *
 * <pre>{@code
 * import org.chainrule.dsl.layers.KeyMask;
 *
 * var net = Net.tokens(8).embed(10, 4, e -> e.withPadding(0))
 *         .selfAttention(2, a -> a.withMask(KeyMask.exceptToken(0)));
 * }</pre>
 */
@FunctionalInterface
public interface KeyMask {
    /** Truth values (batch, time): whether a step may be seen. */
    Node seen(Scope scope);

    /** The steps whose token is not this one, which fills sequences up to one length. */
    static KeyMask exceptToken(long padding) {
        return exceptToken("tokens", Dim.TIME, padding);
    }

    /** The same for tokens that are another input of the network. */
    static KeyMask exceptToken(String input, Dim time, long padding) {
        return scope ->
                scope.input(input, new Type(Shape.of(Dim.BATCH, time), DType.INT))
                        .differsFrom(Node.integer(padding));
    }

    /** The steps of an {@link Encoder}'s source whose token is not this one. */
    static KeyMask exceptSource(long padding) {
        return exceptToken(Encoder.SOURCE, CrossAttention.TIME, padding);
    }

    /** The steps where an input of the network, (batch, time) whole numbers, is not 0. */
    static KeyMask input(String name) {
        return exceptToken(name, Dim.TIME, 0);
    }

    /** The same for a sequence with another axis of time. */
    static KeyMask input(String name, Dim time) {
        return exceptToken(name, time, 0);
    }
}
