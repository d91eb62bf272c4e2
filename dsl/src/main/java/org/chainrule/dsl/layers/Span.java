package org.chainrule.dsl.layers;

import java.util.List;
import org.chainrule.dsl.graph.Node;

/**
 * A layer's place in the graph.
 *
 * @param path its path
 * @param layer its name
 * @param input what went in
 * @param output what came out
 * @param parameters the parameters that it declared itself
 * @param buffers its own buffers
 */
public record Span(
        String path,
        String layer,
        Node input,
        Node output,
        List<Parameter> parameters,
        List<Buffer> buffers) {}
