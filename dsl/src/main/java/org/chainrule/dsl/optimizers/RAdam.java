package org.chainrule.dsl.optimizers;

import java.util.List;
import java.util.Map;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Node;

/**
 * Adam that waits for its mean square to be reliable: g = dw + λw, m and v as in {@link Adam}, ρ∞ =
 * 2/(1 − β₂) − 1, ρ = ρ∞ − 2tβ₂ᵗ/(1 − β₂ᵗ). While ρ ≤ 5, w = w − ηm̂; then w = w − ηr·m̂√(1 −
 * β₂ᵗ)/(√v + ε) with r² = (ρ − 4)(ρ − 2)ρ∞/((ρ∞ − 4)(ρ∞ − 2)ρ).
 *
 * <p>As in PyTorch. Source: Liu et al., "On the Variance of the Adaptive Learning Rate and Beyond",
 * 2020.
 *
 * @param rate η
 * @param beta1 β₁, in [0, 1)
 * @param beta2 β₂, in [0, 1)
 * @param epsilon ε
 * @param decay λ
 */
@Teaches(
        meaning = "Adam that divides by the mean square only when enough gradients are in it",
        formula = "w = w − ηr·m̂√(1 − β₂ᵗ)/(√v + ε) where ρ > 5, else w − ηm̂")
public record RAdam(double rate, double beta1, double beta2, double epsilon, double decay)
        implements UpdateRule {
    private static final double LEAST = 5; // ρ from which on the variance is finite, and known

    /** Checks the ranges. */
    public RAdam {
        Ranges ranges = new Ranges("rAdam");
        ranges.rate(rate);
        ranges.fraction("beta1", beta1);
        ranges.fraction("beta2", beta2);
        ranges.atLeastZero("epsilon", epsilon);
        ranges.decay(decay);
    }

    /** The same with another rate. */
    public RAdam rate(double eta) {
        return new RAdam(eta, beta1, beta2, epsilon, decay);
    }

    /** The same with other betas. */
    public RAdam betas(double first, double second) {
        return new RAdam(rate, first, second, epsilon, decay);
    }

    /** The same with another ε. */
    public RAdam epsilon(double other) {
        return new RAdam(rate, beta1, beta2, other, decay);
    }

    /** The same with weight decay. */
    public RAdam weightDecay(double lambda) {
        return new RAdam(rate, beta1, beta2, epsilon, lambda);
    }

    @Override
    public Map<String, Double> scalars() {
        return Map.of("beta1", beta1, "beta2", beta2, "epsilon", epsilon, "decay", decay);
    }

    @Override
    public List<Slot> slots() {
        return Moments.SLOTS;
    }

    @Override
    public List<Node> update(Node w, Node dw, List<Node> slots, Scalars h) {
        Moments moments = Moments.of(Decay.penalty(decay, w, dw, h), slots, h);
        Node b2 = h.of("beta2");
        Node shortfall = Moments.shortfall("beta2", h);
        Node limit = Node.constant(2).over(b2.subtractedFrom(1)).plus(-1);
        Node length =
                limit.minus(h.of("step").times(2).times(b2.pow(h.of("step"))).over(shortfall));
        Node isKnown = length.greaterThan(Node.constant(LEAST));
        Node r = ratio(length).over(ratio(limit)).sqrt();
        Node scale = isKnown.choose(r.times(shortfall.sqrt()), Node.constant(0));
        Node plain = isKnown.choose(Node.constant(0), Node.constant(1));
        Node divided = moments.v().sqrt().plus(h.of("epsilon")).reciprocal().times(scale);
        Node direction = moments.m().over(Moments.shortfall("beta1", h)).times(divided.plus(plain));
        return List.of(w.minus(direction.times(h.of("rate"))), moments.m(), moments.v());
    }

    /** (ρ − 4)(ρ − 2)/ρ; where ρ is less than counts, that of the least. */
    private static Node ratio(Node length) {
        Node rho = length.max(Node.constant(LEAST));
        return rho.plus(-4).times(rho.plus(-2)).over(rho);
    }
}
