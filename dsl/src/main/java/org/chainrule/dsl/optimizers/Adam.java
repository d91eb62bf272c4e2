package org.chainrule.dsl.optimizers;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Kernel;
import org.chainrule.dsl.graph.Node;

/**
 * Adam: g = dw + λw, m = β₁m + (1 − β₁)g, v = β₂v + (1 − β₂)g², w = w − η·m̂/(√v̂ + ε), with m̂ =
 * m/(1 − β₁ᵗ) and v̂ = v/(1 − β₂ᵗ). AMSGrad puts the greatest v so far in the place of v.
 *
 * <p>As in PyTorch. λ is a penalty ½λ‖w‖² on the loss, unlike that of {@link AdamW}. Source: Kingma
 * and Ba, "Adam: A Method for Stochastic Optimization", 2015.
 *
 * @param rate η
 * @param beta1 β₁, in [0, 1)
 * @param beta2 β₂, in [0, 1)
 * @param epsilon ε
 * @param decay λ
 * @param amsgrad whether it is AMSGrad
 */
@Teaches(
        meaning = "Adam: a rate for each weight, by the means of its gradients and their squares",
        formula = "w = w − η·m̂/(√v̂ + ε)",
        rows = "G3")
public record Adam(
        double rate, double beta1, double beta2, double epsilon, double decay, boolean amsgrad)
        implements UpdateRule {

    /** Checks the ranges. */
    public Adam {
        Ranges ranges = new Ranges("adam");
        ranges.rate(rate);
        ranges.fraction("beta1", beta1);
        ranges.fraction("beta2", beta2);
        ranges.atLeastZero("epsilon", epsilon);
        ranges.decay(decay);
    }

    /** The same with another rate. */
    public Adam rate(double eta) {
        return new Adam(eta, beta1, beta2, epsilon, decay, amsgrad);
    }

    /** The same with other betas. */
    public Adam betas(double first, double second) {
        return new Adam(rate, first, second, epsilon, decay, amsgrad);
    }

    /** The same with another ε. */
    public Adam epsilon(double other) {
        return new Adam(rate, beta1, beta2, other, decay, amsgrad);
    }

    /** The same with another weight decay. */
    public Adam weightDecay(double lambda) {
        return new Adam(rate, beta1, beta2, epsilon, lambda, amsgrad);
    }

    /** The same as AMSGrad. Source: Reddi et al., "On the Convergence of Adam and Beyond", 2018. */
    public Adam withAmsgrad() {
        return new Adam(rate, beta1, beta2, epsilon, decay, true);
    }

    @Override
    public Map<String, Double> scalars() {
        return Map.of("beta1", beta1, "beta2", beta2, "epsilon", epsilon, "decay", decay);
    }

    @Override
    public List<Slot> slots() {
        return Moments.slots(amsgrad);
    }

    @Override
    public List<Node> update(Node w, Node dw, List<Node> slots, Scalars h) {
        Node g = Decay.penalty(decay, w, dw, h);
        return Moments.of(g, slots, h).step(w, amsgrad, slots, h);
    }

    @Override
    public Optional<Kernel> kernel(Group group, Scalars h) {
        return Optional.of(Moments.kernel("_fused_adam_", amsgrad, group, h));
    }
}
