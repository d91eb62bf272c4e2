package org.chainrule.dsl;

import java.util.List;
import java.util.function.UnaryOperator;
import org.chainrule.dsl.graph.Variable;
import org.chainrule.dsl.layers.Layer;

/**
 * Where layers stand: at the top of a network, or in the body of a residual or of a repeat.
 *
 * @param input the whole network's input
 * @param around the whole network's layers, made from those that stand here
 */
record Place(Variable input, UnaryOperator<List<Layer>> around) {

    /** The same place in a network with an input of another shape. */
    Place with(Variable other) {
        return new Place(other, around);
    }

    /** The top of a network. */
    static Place top(Variable input) {
        return new Place(input, layers -> layers);
    }
}
