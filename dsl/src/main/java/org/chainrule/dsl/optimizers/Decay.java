package org.chainrule.dsl.optimizers;

import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.optimizers.UpdateRule.Scalars;

/** The two kinds of weight decay, by the hyperparameters {@code decay} and {@code rate}. */
final class Decay {
    private Decay() {}

    /** dw + λw, the gradient of the loss with the penalty ½λ‖w‖². */
    static Node penalty(double lambda, Node w, Node dw, Scalars h) {
        return lambda == 0 ? dw : dw.plus(w.times(h.of("decay")));
    }

    /** (1 − ηλ)w, apart from the gradient. */
    static Node decoupled(double lambda, Node w, Scalars h) {
        return lambda == 0 ? w : w.times(h.of("rate").times(h.of("decay")).subtractedFrom(1));
    }
}
