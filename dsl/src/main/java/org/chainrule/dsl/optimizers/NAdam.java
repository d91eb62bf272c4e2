package org.chainrule.dsl.optimizers;

import java.util.List;
import java.util.Map;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Node;

/**
 * Adam with Nesterov's momentum: g = dw + λw, m and v as in {@link Adam}, μₜ = β₁(1 − ½·0.96^(tψ)),
 * w = w − η((1 − μₜ)g/(1 − Πμᵢ) + μₜ₊₁m/(1 − μₜ₊₁Πμᵢ))/(√v̂ + ε), where Πμᵢ runs to t.
 *
 * <p>As in PyTorch. (Version 1.13 multiplies μₜ twice into the last product unless it updates
 * tensors together; later versions do not.) Source: Dozat, "Incorporating Nesterov Momentum into
 * Adam", 2016.
 *
 * @param rate η
 * @param beta1 β₁, in [0, 1)
 * @param beta2 β₂, in [0, 1)
 * @param epsilon ε
 * @param momentumDecay ψ
 * @param decay λ
 */
@Teaches(
        meaning = "Adam with Nesterov's momentum",
        formula = "w = w − η((1 − μₜ)g/(1 − Πμᵢ) + μₜ₊₁m/(1 − μₜ₊₁Πμᵢ))/(√v̂ + ε)")
public record NAdam(
        double rate, double beta1, double beta2, double epsilon, double momentumDecay, double decay)
        implements UpdateRule {
    private static final double BASE = 0.96; // Dozat's

    /** Checks the ranges. */
    public NAdam {
        Ranges ranges = new Ranges("nAdam");
        ranges.rate(rate);
        ranges.fraction("beta1", beta1);
        ranges.fraction("beta2", beta2);
        ranges.atLeastZero("epsilon", epsilon);
        ranges.atLeastZero("the momentum decay", momentumDecay);
        ranges.decay(decay);
    }

    /** The same with another rate. */
    public NAdam rate(double eta) {
        return new NAdam(eta, beta1, beta2, epsilon, momentumDecay, decay);
    }

    /** The same with other betas. */
    public NAdam betas(double first, double second) {
        return new NAdam(rate, first, second, epsilon, momentumDecay, decay);
    }

    /** The same with another ε. */
    public NAdam epsilon(double other) {
        return new NAdam(rate, beta1, beta2, other, momentumDecay, decay);
    }

    /** The same with another ψ. */
    public NAdam momentumDecay(double psi) {
        return new NAdam(rate, beta1, beta2, epsilon, psi, decay);
    }

    /** The same with weight decay. */
    public NAdam weightDecay(double lambda) {
        return new NAdam(rate, beta1, beta2, epsilon, momentumDecay, lambda);
    }

    @Override
    public Map<String, Double> scalars() {
        return Map.of(
                "beta1", beta1,
                "beta2", beta2,
                "epsilon", epsilon,
                "psi", momentumDecay,
                "decay", decay);
    }

    @Override
    public List<Slot> slots() {
        Slot product = Slot.number("product of momenta").from(1);
        return List.of(Slot.of("m"), Slot.of("v"), product);
    }

    @Override
    public List<Node> update(Node w, Node dw, List<Node> slots, Scalars h) {
        Node g = Decay.penalty(decay, w, dw, h);
        Moments moments = Moments.of(g, slots, h);
        Node now = momentum(h.of("step"), h);
        Node next = momentum(h.of("step").plus(1), h);
        Node product = slots.get(2).times(now);
        Node ahead = moments.m().times(next.over(product.times(next).subtractedFrom(1)));
        Node here = g.times(now.subtractedFrom(1).over(product.subtractedFrom(1)));
        Node root = moments.v().over(Moments.shortfall("beta2", h)).sqrt();
        Node direction = here.plus(ahead).over(root.plus(h.of("epsilon")));
        return List.of(w.minus(direction.times(h.of("rate"))), moments.m(), moments.v(), product);
    }

    /** μₜ. */
    private static Node momentum(Node t, Scalars h) {
        Node falling = Node.constant(BASE).pow(t.times(h.of("psi")));
        return h.of("beta1").times(falling.times(-0.5).plus(1));
    }
}
