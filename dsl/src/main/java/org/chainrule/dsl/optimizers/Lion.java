package org.chainrule.dsl.optimizers;

import java.util.List;
import java.util.Map;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Node;

/**
 * Steps of one size in the sign of a momentum: w = (1 − ηλ)w − η·sign(β₁m + (1 − β₁)g), m = β₂m +
 * (1 − β₂)g.
 *
 * <p>Every number of the step is η, so rates are some ten times smaller than Adam's, and decays
 * greater. Source: Chen et al., "Symbolic Discovery of Optimization Algorithms", 2023.
 *
 * @param rate η
 * @param beta1 β₁, in [0, 1)
 * @param beta2 β₂, in [0, 1)
 * @param decay λ
 */
@Teaches(
        meaning = "steps of one size in the sign of a momentum",
        formula = "w = (1 − ηλ)w − η·sign(β₁m + (1 − β₁)g)",
        rows = "G5")
public record Lion(double rate, double beta1, double beta2, double decay) implements UpdateRule {

    /** Checks the ranges. */
    public Lion {
        Ranges ranges = new Ranges("lion");
        ranges.rate(rate);
        ranges.fraction("beta1", beta1);
        ranges.fraction("beta2", beta2);
        ranges.decay(decay);
    }

    /** The same with another rate. */
    public Lion rate(double eta) {
        return new Lion(eta, beta1, beta2, decay);
    }

    /** The same with other betas. */
    public Lion betas(double first, double second) {
        return new Lion(rate, first, second, decay);
    }

    /** The same with weight decay. */
    public Lion weightDecay(double lambda) {
        return new Lion(rate, beta1, beta2, lambda);
    }

    @Override
    public Map<String, Double> scalars() {
        return Map.of("beta1", beta1, "beta2", beta2, "decay", decay);
    }

    @Override
    public List<Slot> slots() {
        return List.of(Slot.of("m"));
    }

    @Override
    public List<Node> update(Node w, Node dw, List<Node> slots, Scalars h) {
        Node direction = mixed("beta1", slots.get(0), dw, h).sign();
        Node kept = Decay.decoupled(decay, w, h);
        return List.of(
                kept.minus(direction.times(h.of("rate"))), mixed("beta2", slots.get(0), dw, h));
    }

    private static Node mixed(String beta, Node m, Node g, Scalars h) {
        return m.times(h.of(beta)).plus(g.times(h.of(beta).subtractedFrom(1)));
    }
}
