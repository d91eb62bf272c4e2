package org.chainrule.dsl.layers;

import java.util.SplittableRandom;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Shape;
import org.chainrule.dsl.graph.Variable;
import org.chainrule.dsl.initializers.Initializer;
import org.chainrule.dsl.initializers.Seeds;

/** Numbers that a network has from call to call, and that are saved with it. */
public sealed interface Stored permits Parameter, Buffer {
    /** Its path and its shape. */
    Variable variable();

    /** Its place in the graph. */
    Node node();

    /** How it begins. */
    Initializer initializer();

    /** Its path, such as {@code block[0].dense.weight}. */
    default String path() {
        return variable().name();
    }

    /** Its shape; all sizes are fixed. */
    default Shape shape() {
        return variable().type().shape();
    }

    /** Its first values, drawn from a seed, with which its path is mixed. */
    default double[] values(long seed) {
        SplittableRandom random = new SplittableRandom(Seeds.mix(seed, path()));
        return initializer().values(shape(), random).toArray();
    }
}
