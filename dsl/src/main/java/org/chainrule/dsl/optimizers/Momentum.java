package org.chainrule.dsl.optimizers;

import java.util.List;
import java.util.Map;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Node;

/**
 * Gradient descent with momentum as textbooks write it: v = γv + ηg, w = w − v, where g = dw + λw.
 * The rate is a part of v, so a rate that falls slows the speed that was gathered only by and by;
 * in {@link Sgd} it slows it at once. While the rate stays the two are the same.
 *
 * <p>Nesterov's takes the gradient where the speed leads, v = γv + η∇L(w − γv), w = w − v. What is
 * kept as the weight is that point ahead, θ = w − γv, so that a step needs one gradient, there: θ =
 * θ − γv − ηg with the new v.
 *
 * <p>Source: Ruder, "An Overview of Gradient Descent Optimization Algorithms", 2016, sections 4.1
 * and 4.2.
 *
 * @param rate η
 * @param momentum γ, in [0, 1)
 * @param nesterov whether the momentum is Nesterov's
 * @param decay λ
 */
@Teaches(
        meaning = "momentum in the textbook's form, and Nesterov's; sgd has PyTorch's",
        formula = "v = γv + η∇, w = w − v",
        rows = "G2")
public record Momentum(double rate, double momentum, boolean nesterov, double decay)
        implements UpdateRule {

    /** Checks the ranges. */
    public Momentum {
        Ranges ranges = new Ranges("momentum");
        ranges.rate(rate);
        ranges.fraction("γ", momentum);
        ranges.decay(decay);
    }

    /** The same with another rate. */
    public Momentum rate(double eta) {
        return new Momentum(eta, momentum, nesterov, decay);
    }

    /** The same with Nesterov's momentum. */
    public Momentum withNesterov() {
        return new Momentum(rate, momentum, true, decay);
    }

    /** The same with weight decay. */
    public Momentum weightDecay(double lambda) {
        return new Momentum(rate, momentum, nesterov, lambda);
    }

    @Override
    public Map<String, Double> scalars() {
        return Map.of("gamma", momentum, "decay", decay);
    }

    @Override
    public List<Slot> slots() {
        return List.of(Slot.of("v"));
    }

    @Override
    public List<Node> update(Node w, Node dw, List<Node> slots, Scalars h) {
        Node pull = Decay.penalty(decay, w, dw, h).times(h.of("rate"));
        Node v = slots.get(0).times(h.of("gamma")).plus(pull);
        return List.of(nesterov ? w.minus(v.times(h.of("gamma"))).minus(pull) : w.minus(v), v);
    }
}
