package org.chainrule.dsl.layers;

import org.chainrule.dsl.graph.Node;

/**
 * A step of a network: its parameters, and its output as an expression of its input.
 *
 * <p>A layer is an immutable declaration, usually a record, and may be applied many times. A layer
 * of one's own that implements this interface is as good as those that come with the library:
 *
 * <pre>{@code
 * record Scale(double start) implements Layer {
 *     public Node apply(Scope scope, Node x) {
 *         return x.times(scope.parameter("scale", Initializers.constant(start)));
 *     }
 * }
 * var net = Net.features(4).then(new Scale(1)).dense(2);
 * }</pre>
 */
@FunctionalInterface
public interface Layer {
    /**
     * Declares the layer in a network.
     *
     * @param scope where the layer's parameters are declared, and what it may ask for
     * @param x the input
     * @return the output
     */
    Node apply(Scope scope, Node x);

    /**
     * The layer's name in paths: by default the class name, beginning with a small letter. A layer
     * whose name is empty leaves no trace in paths; its parts stand as if they were declared
     * without it.
     */
    default String name() {
        String simple = getClass().getSimpleName();
        return simple.isEmpty() || getClass().isSynthetic()
                ? "layer"
                : Character.toLowerCase(simple.charAt(0)) + simple.substring(1);
    }
}
