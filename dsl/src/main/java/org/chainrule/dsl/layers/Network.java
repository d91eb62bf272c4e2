package org.chainrule.dsl.layers;

import java.util.List;
import java.util.stream.Stream;
import org.chainrule.dsl.graph.Variable;

/** What can be written out as a graph: inputs, and the layers that they go through. */
public interface Network {
    /** The name, shape and kind of number of what goes through the layers. */
    Variable input();

    /** All inputs: {@link #input()}, then those that layers ask for, in the order of asking. */
    List<Variable> inputs();

    /** The network written out as a graph. */
    Declaration declare(Mode mode);

    /** The parameters, in the order of their declaration; shared ones occur once. */
    List<Parameter> parameters();

    /** The buffers, in the order of their declaration. */
    List<Buffer> buffers();

    /** What is saved with the network: the parameters, then the buffers. */
    default List<Stored> stored() {
        return Stream.<Stored>concat(parameters().stream(), buffers().stream()).toList();
    }
}
