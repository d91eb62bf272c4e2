package org.chainrule.dsl.layers;

import org.chainrule.dsl.graph.DType;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Shape;
import org.chainrule.dsl.graph.Type;

/**
 * Which steps of a sequence attention, {@link Last} and {@link Mean} may look at; the others are
 * padding.
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
    /**
     * Truth values, whether a step may be seen.
     *
     * @param scope where more inputs may be asked for
     * @param steps the shape of the result, (batch, time)
     */
    Node seen(Scope scope, Shape steps);

    /** The steps whose token is not this one, which fills sequences up to one length. */
    static KeyMask exceptToken(long padding) {
        return different("tokens", padding);
    }

    /** The steps of an {@link Encoder}'s source whose token is not this one. */
    static KeyMask exceptSource(long padding) {
        return different(Encoder.SOURCE, padding);
    }

    /** The steps where an input of the network, (batch, time) whole numbers, is not 0. */
    static KeyMask input(String name) {
        return different(name, 0);
    }

    private static KeyMask different(String input, long none) {
        return (scope, steps) ->
                scope.input(input, new Type(steps, DType.INT)).differsFrom(Node.integer(none));
    }
}
