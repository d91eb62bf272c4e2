package org.chainrule.dsl.layers;

import java.util.List;
import java.util.stream.Stream;
import org.chainrule.dsl.graph.Variable;

/** What can be written out as a graph: an input, and the layers that it goes through. */
public interface Network {
    /** The input's name, shape and kind of number. */
    Variable input();

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
