package org.chainrule.dsl.layers;

import java.util.List;
import org.chainrule.dsl.graph.Variable;

/** What can be written out as a graph: an input, and the layers that it goes through. */
public interface Network {
    /** The input's name, shape and kind of number. */
    Variable input();

    /** The network written out as a graph. */
    Declaration declare(Mode mode);

    /** The parameters, in the order of their declaration; shared ones occur once. */
    List<Parameter> parameters();
}
