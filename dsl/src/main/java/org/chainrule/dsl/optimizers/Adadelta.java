package org.chainrule.dsl.optimizers;

import java.util.List;
import java.util.Map;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Node;

/**
 * Steps in the unit of the weights: g = dw + λw, s = ρs + (1 − ρ)g², Δ = g·√(u + ε)/√(s + ε), u =
 * ρu + (1 − ρ)Δ², w = w − ηΔ.
 *
 * <p>As in PyTorch. Source: Zeiler, "ADADELTA: An Adaptive Learning Rate Method", 2012, where η is
 * 1.
 *
 * @param rate η
 * @param rho ρ, in [0, 1)
 * @param epsilon ε
 * @param decay λ
 */
@Teaches(
        meaning = "steps in the unit of the weights, by the mean squares of gradients and steps",
        formula = "Δ = g·√(u + ε)/√(s + ε), w = w − ηΔ")
public record Adadelta(double rate, double rho, double epsilon, double decay)
        implements UpdateRule {

    /** Checks the ranges. */
    public Adadelta {
        Ranges ranges = new Ranges("adadelta");
        ranges.rate(rate);
        ranges.fraction("rho", rho);
        ranges.atLeastZero("epsilon", epsilon);
        ranges.decay(decay);
    }

    /** The same with another rate. */
    public Adadelta rate(double eta) {
        return new Adadelta(eta, rho, epsilon, decay);
    }

    /** The same with another ρ. */
    public Adadelta rho(double other) {
        return new Adadelta(rate, other, epsilon, decay);
    }

    /** The same with another ε. */
    public Adadelta epsilon(double other) {
        return new Adadelta(rate, rho, other, decay);
    }

    /** The same with weight decay. */
    public Adadelta weightDecay(double lambda) {
        return new Adadelta(rate, rho, epsilon, lambda);
    }

    @Override
    public Map<String, Double> scalars() {
        return Map.of("rho", rho, "epsilon", epsilon, "decay", decay);
    }

    @Override
    public List<Slot> slots() {
        return List.of(Slot.of("s"), Slot.of("u"));
    }

    @Override
    public List<Node> update(Node w, Node dw, List<Node> slots, Scalars h) {
        Node g = Decay.penalty(decay, w, dw, h);
        Node rho = h.of("rho");
        Node rest = rho.subtractedFrom(1);
        Node epsilon = h.of("epsilon");
        Node s = slots.get(0).times(rho).plus(g.square().times(rest));
        Node root = slots.get(1).plus(epsilon).sqrt();
        Node delta = root.over(s.plus(epsilon).sqrt()).times(g);
        Node u = slots.get(1).times(rho).plus(delta.square().times(rest));
        return List.of(w.minus(delta.times(h.of("rate"))), s, u);
    }
}
