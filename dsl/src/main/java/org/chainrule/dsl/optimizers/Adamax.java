package org.chainrule.dsl.optimizers;

import java.util.List;
import java.util.Map;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Node;

/**
 * Adam with the greatest gradient in the place of the mean square: g = dw + λw, m = β₁m + (1 −
 * β₁)g, u = max(β₂u, |g| + ε), w = w − η·m̂/u, with m̂ = m/(1 − β₁ᵗ).
 *
 * <p>As in PyTorch. Source: Kingma and Ba, "Adam: A Method for Stochastic Optimization", 2015,
 * section 7.1.
 *
 * @param rate η
 * @param beta1 β₁, in [0, 1)
 * @param beta2 β₂, in [0, 1)
 * @param epsilon ε
 * @param decay λ
 */
@Teaches(
        meaning = "Adam with the greatest gradient in the place of the mean square",
        formula = "u = max(β₂u, |g| + ε), w = w − η·m̂/u")
public record Adamax(double rate, double beta1, double beta2, double epsilon, double decay)
        implements UpdateRule {

    /** Checks the ranges. */
    public Adamax {
        Ranges ranges = new Ranges("adamax");
        ranges.rate(rate);
        ranges.fraction("beta1", beta1);
        ranges.fraction("beta2", beta2);
        ranges.atLeastZero("epsilon", epsilon);
        ranges.decay(decay);
    }

    /** The same with another rate. */
    public Adamax rate(double eta) {
        return new Adamax(eta, beta1, beta2, epsilon, decay);
    }

    /** The same with other betas. */
    public Adamax betas(double first, double second) {
        return new Adamax(rate, first, second, epsilon, decay);
    }

    /** The same with another ε. */
    public Adamax epsilon(double other) {
        return new Adamax(rate, beta1, beta2, other, decay);
    }

    /** The same with weight decay. */
    public Adamax weightDecay(double lambda) {
        return new Adamax(rate, beta1, beta2, epsilon, lambda);
    }

    @Override
    public Map<String, Double> scalars() {
        return Map.of("beta1", beta1, "beta2", beta2, "epsilon", epsilon, "decay", decay);
    }

    @Override
    public List<Slot> slots() {
        return List.of(Slot.of("m"), Slot.of("u"));
    }

    @Override
    public List<Node> update(Node w, Node dw, List<Node> slots, Scalars h) {
        Node g = Decay.penalty(decay, w, dw, h);
        Node b1 = h.of("beta1");
        Node m = slots.get(0).times(b1).plus(g.times(b1.subtractedFrom(1)));
        Node u = slots.get(1).times(h.of("beta2")).max(g.abs().plus(h.of("epsilon")));
        Node rate = h.of("rate").over(Moments.shortfall("beta1", h));
        return List.of(w.minus(m.over(u).times(rate)), m, u);
    }
}
