package org.chainrule.dsl.optimizers;

import java.util.Collections;
import java.util.List;
import org.chainrule.dsl.graph.Kernel;
import org.chainrule.dsl.graph.Kernel.Keyword;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.optimizers.UpdateRule.Group;
import org.chainrule.dsl.optimizers.UpdateRule.Scalars;

/**
 * The running means of gradients and of their squares that Adam and its kin keep, in the slots m
 * and v: m = β₁m + (1 − β₁)g, v = β₂v + (1 − β₂)g².
 *
 * @param m the mean of gradients
 * @param v the mean of squares
 */
record Moments(Node m, Node v) {
    static final List<Slot> SLOTS = List.of(Slot.of("m"), Slot.of("v"));

    /** The means after a step with the gradient g. */
    static Moments of(Node g, List<Node> slots, Scalars h) {
        Node b1 = h.of("beta1");
        Node b2 = h.of("beta2");
        return new Moments(
                slots.get(0).times(b1).plus(g.times(b1.subtractedFrom(1))),
                slots.get(1).times(b2).plus(g.square().times(b2.subtractedFrom(1))));
    }

    /** 1 − βᵗ, by which a mean that began at 0 falls short. */
    static Node shortfall(String beta, Scalars h) {
        return h.of(beta).pow(h.of("step")).subtractedFrom(1);
    }

    /** Adam's direction m̂/(√v̂ + ε). */
    static Node direction(Node m, Node v, Scalars h) {
        return m.over(shortfall("beta1", h))
                .over(v.over(shortfall("beta2", h)).sqrt().plus(h.of("epsilon")));
    }

    /** The slots of Adam and AdamW: AMSGrad keeps the greatest v so far. */
    static List<Slot> slots(boolean amsgrad) {
        return amsgrad ? List.of(SLOTS.get(0), SLOTS.get(1), Slot.of("greatest v")) : SLOTS;
    }

    /** The new weight and slots: {@code kept} less Adam's direction times the rate. */
    List<Node> step(Node kept, boolean amsgrad, List<Node> slots, Scalars h) {
        if (!amsgrad) {
            return List.of(kept.minus(direction(m, v, h).times(h.of("rate"))), m, v);
        }
        Node greatest = slots.get(2).max(v);
        return List.of(kept.minus(direction(m, greatest, h).times(h.of("rate"))), m, v, greatest);
    }

    /** The kernel of Adam or AdamW. */
    static Kernel kernel(String operator, boolean amsgrad, Group group, Scalars h) {
        return Kernel.of(
                operator,
                group.weights(),
                group.gradients(),
                group.slots().get(0),
                group.slots().get(1),
                amsgrad ? group.slots().get(2) : List.of(),
                Collections.nCopies(group.weights().size(), group.step()),
                new Keyword("lr", h.of("rate")),
                new Keyword("beta1", h.of("beta1")),
                new Keyword("beta2", h.of("beta2")),
                new Keyword("weight_decay", h.of("decay")),
                new Keyword("eps", h.of("epsilon")),
                new Keyword("amsgrad", amsgrad),
                new Keyword("maximize", false),
                new Keyword("grad_scale", group.divisor()));
    }
}
