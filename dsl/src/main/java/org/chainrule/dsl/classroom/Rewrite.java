package org.chainrule.dsl.classroom;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Primitive;
import org.chainrule.dsl.graph.Uniform;

/**
 * A graph in which some nodes are replaced and some calls changed. What depends on none of them
 * stays the same node, and so does what chance draws.
 */
final class Rewrite {
    private final Map<Node, Node> known;
    private final Map<Call, Change> changes;
    private final boolean inParts;
    private final Map<Call, Call> copies = new IdentityHashMap<>();

    private Rewrite(Map<Node, Node> replaced, Map<Call, Change> changes, boolean inParts) {
        known = new IdentityHashMap<>(replaced);
        this.changes = changes;
        this.inParts = inParts;
    }

    /** A graph whose ops are written out in primitives. */
    static Node inParts(Node node) {
        return new Rewrite(Map.of(), Map.of(), true).of(node);
    }

    /** A graph with other nodes in the place of some. */
    static Node replacing(Map<Node, Node> replaced, Node node) {
        return new Rewrite(replaced, Map.of(), false).of(node);
    }

    /** A graph of primitives with some of them changed. */
    static Node changing(Map<Call, Change> changes, Node node) {
        return new Rewrite(Map.of(), changes, false).of(node);
    }

    private Node of(Node node) {
        if (node.isZero()) {
            return node;
        }
        Node before = known.get(node);
        if (before != null) {
            return before;
        }
        Node now = rewritten(node, node.call());
        known.put(node, now);
        return now;
    }

    private Node rewritten(Node node, Call call) {
        if (inParts && !(call.op() instanceof Primitive)) {
            return of(call.body().get(node.index()));
        }
        List<Node> inputs = new ArrayList<>();
        call.inputs().forEach(input -> inputs.add(of(input)));
        Change change = changes.get(call);
        if (change != null) {
            return change.output(call, inputs);
        }
        if (inputs.equals(call.inputs()) || call.op() instanceof Uniform) {
            return node; // nodes are equal only if they are the same
        }
        Call copy = copies.computeIfAbsent(call, c -> Call.of(c.op(), inputs));
        node.label().ifPresent(copy.output(node.index())::as);
        return copy.output(node.index());
    }
}
