package org.chainrule.dsl.layers;

import org.chainrule.dsl.graph.Node;

/** Why the weights of a place do not learn, and what is added to their products instead. */
sealed interface Freezing permits Frozen, Lora {
    /** What a product x·Wᵀ with a weight that does not learn becomes; see {@link Scope#adapted}. */
    Node adapted(Scope scope, Node weight, Node x, Node product);
}
