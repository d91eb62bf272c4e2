package org.chainrule.dsl.optimizers;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Kernel;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Variable;

/**
 * Adam with decoupled weight decay: m = β₁m + (1 − β₁)g, v = β₂v + (1 − β₂)g², w = (1 − ηλ)w −
 * η·m̂/(√v̂ + ε), with m̂ = m/(1 − β₁ᵗ) and v̂ = v/(1 − β₂ᵗ). AMSGrad puts the greatest v so far in
 * the place of v.
 *
 * <p>As in PyTorch. Source: Loshchilov and Hutter, "Decoupled Weight Decay Regularization", 2019.
 *
 * @param rate η
 * @param beta1 β₁, in [0, 1)
 * @param beta2 β₂, in [0, 1)
 * @param epsilon ε
 * @param decay λ
 * @param decayed the weights that λ counts for
 * @param amsgrad whether it is AMSGrad
 */
@Teaches(
        meaning = "Adam with decoupled weight decay",
        formula = "w = (1 − ηλ)w − η·m̂/(√v̂ + ε)",
        rows = "G4")
public record AdamW(
        double rate,
        double beta1,
        double beta2,
        double epsilon,
        double decay,
        Predicate<Variable> decayed,
        boolean amsgrad)
        implements UpdateRule {

    /** Checks the ranges. */
    public AdamW {
        Ranges ranges = new Ranges("adamW");
        ranges.rate(rate);
        ranges.fraction("beta1", beta1);
        ranges.fraction("beta2", beta2);
        ranges.atLeastZero("epsilon", epsilon);
        ranges.decay(decay);
    }

    /** The same with another rate. */
    public AdamW rate(double eta) {
        return new AdamW(eta, beta1, beta2, epsilon, decay, decayed, amsgrad);
    }

    /** The same with other betas. */
    public AdamW betas(double first, double second) {
        return new AdamW(rate, first, second, epsilon, decay, decayed, amsgrad);
    }

    /** The same with another ε. */
    public AdamW epsilon(double other) {
        return new AdamW(rate, beta1, beta2, other, decay, decayed, amsgrad);
    }

    /** The same with another weight decay, for all weights. */
    public AdamW weightDecay(double lambda) {
        return weightDecay(lambda, Optimizers.ALL);
    }

    /** The same with another weight decay, for some weights: {@link Optimizers#matrices()}. */
    public AdamW weightDecay(double lambda, Predicate<Variable> weights) {
        return new AdamW(rate, beta1, beta2, epsilon, lambda, weights, amsgrad);
    }

    /** The same as AMSGrad. Source: Reddi et al., "On the Convergence of Adam and Beyond", 2018. */
    public AdamW withAmsgrad() {
        return new AdamW(rate, beta1, beta2, epsilon, decay, decayed, true);
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
    public UpdateRule rule(Variable weight) {
        return decay == 0 || decayed.test(weight) ? this : weightDecay(0);
    }

    @Override
    public List<Node> update(Node w, Node dw, List<Node> slots, Scalars h) {
        return Moments.of(dw, slots, h).step(Decay.decoupled(decay, w, h), amsgrad, slots, h);
    }

    @Override
    public Optional<Kernel> kernel(Group group, Scalars h) {
        return Optional.of(Moments.kernel("_fused_adamw_", amsgrad, group, h));
    }
}
