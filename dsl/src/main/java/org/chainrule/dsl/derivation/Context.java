package org.chainrule.dsl.derivation;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.notation.Symbol;

/**
 * Where a step stands: what its formulas call values, and where those come from.
 *
 * @param names what formulas call nodes, where not as the op calls its inputs and outputs
 * @param isPart whether the step is a part of an op, whose formulas call values by their labels
 * @param loss what is differentiated: L, or J where losses L are parts of it
 * @param sources where a node comes from; nothing where that is not known
 */
record Context(
        Map<Node, String> names,
        boolean isPart,
        Symbol loss,
        Function<Node, Optional<Input.Source>> sources) {
    static final Symbol LOSS = new Symbol("L");
    static final Symbol WHOLE = new Symbol("J");

    /** That of an op by itself. */
    static final Context ALONE = new Context(Map.of(), false, LOSS, node -> Optional.empty());

    /** That of the parts of an op that stands here. */
    Context ofParts(Map<Node, String> called) {
        return new Context(called, true, loss, node -> Optional.empty());
    }

    /** What formulas call a node that its op calls otherwise. */
    String named(Node node, String usual) {
        if (names.containsKey(node)) {
            return names.get(node);
        }
        return isPart ? node.label().orElse(usual) : usual;
    }
}
