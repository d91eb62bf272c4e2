package org.chainrule.dsl.graph;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** Copies a graph with other nodes in the place of some. What depends on none of them is shared. */
public final class Substitution {
    private final Map<Node, Node> copies = new IdentityHashMap<>();

    /** Puts one node in the place of another. */
    public void put(Node node, Node other) {
        copies.put(node, other);
    }

    /** The node with the others in it. */
    public Node of(Node node) {
        Node known = node.isZero() ? node : copies.get(node);
        if (known != null) {
            return known;
        }
        Call call = node.call();
        List<Node> inputs = call.inputs().stream().map(this::of).toList();
        boolean isChanged = false;
        for (int i = 0; i < inputs.size(); i++) {
            isChanged |= inputs.get(i) != call.input(i);
        }
        Call copied = isChanged ? Call.of(call.op(), inputs) : call;
        for (Node output : call.outputs()) {
            Node copy = copied.output(output.index());
            if (copy != output) {
                output.label().ifPresent(copy::as);
            }
            copies.putIfAbsent(output, copy);
        }
        return copies.get(node);
    }
}
