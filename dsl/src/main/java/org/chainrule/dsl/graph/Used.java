package org.chainrule.dsl.graph;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/** The nodes that results are computed from. */
final class Used {
    private final Set<Node> nodes = Collections.newSetFromMap(new IdentityHashMap<>());

    /** Adds a result and all that it is computed from. */
    void visit(Node node) {
        if (nodes.add(node)) {
            node.call().inputs().forEach(this::visit);
        }
    }

    boolean contains(Node node) {
        return nodes.contains(node);
    }
}
