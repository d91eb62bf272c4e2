package org.chainrule.dsl.layers;

import java.util.SplittableRandom;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Shape;
import org.chainrule.dsl.graph.Variable;
import org.chainrule.dsl.initializers.Initializer;
import org.chainrule.dsl.initializers.Seeds;

/**
 * A weight that is learned.
 *
 * @param variable its path and its shape
 * @param node its place in the graph
 * @param initializer how it begins
 */
public record Parameter(Variable variable, Node node, Initializer initializer) {
    /** Its path, such as {@code block[0].dense.weight}. */
    public String path() {
        return variable.name();
    }

    /** Its shape; all sizes are fixed. */
    public Shape shape() {
        return variable.type().shape();
    }

    /** Its first values, drawn from a seed, with which its path is mixed. */
    public double[] values(long seed) {
        SplittableRandom random = new SplittableRandom(Seeds.mix(seed, path()));
        return initializer.values(shape(), random).toArray();
    }
}
