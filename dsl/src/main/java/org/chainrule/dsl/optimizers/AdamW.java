package org.chainrule.dsl.optimizers;

import static java.lang.Double.POSITIVE_INFINITY;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Kernel;
import org.chainrule.dsl.graph.Kernel.Keyword;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Variable;

/**
 * Adam with decoupled weight decay: m = β₁m + (1 − β₁)g, v = β₂v + (1 − β₂)g², w = (1 − ηλ)w −
 * η·m̂/(√v̂ + ε), with m̂ = m/(1 − β₁ᵗ) and v̂ = v/(1 − β₂ᵗ).
 *
 * <p>As in PyTorch. Source: Loshchilov and Hutter, "Decoupled Weight Decay Regularization", 2019.
 *
 * @param rate η
 * @param beta1 β₁, in [0, 1)
 * @param beta2 β₂, in [0, 1)
 * @param epsilon ε
 * @param decay λ
 * @param decayed the weights that λ counts for
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
        Predicate<Variable> decayed)
        implements Optimizer {

    /** Checks the ranges. */
    public AdamW {
        Optimizers.check("adamW", "the learning rate", rate, 0, POSITIVE_INFINITY);
        Optimizers.check("adamW", "beta1", beta1, 0, 1);
        Optimizers.check("adamW", "beta2", beta2, 0, 1);
        Optimizers.check("adamW", "epsilon", epsilon, 0, POSITIVE_INFINITY);
        Optimizers.check("adamW", "the weight decay", decay, 0, POSITIVE_INFINITY);
    }

    /** The same with other betas. */
    public AdamW betas(double first, double second) {
        return new AdamW(rate, first, second, epsilon, decay, decayed);
    }

    /** The same with another ε. */
    public AdamW epsilon(double other) {
        return new AdamW(rate, beta1, beta2, other, decay, decayed);
    }

    /** The same with another weight decay, for all weights. */
    public AdamW weightDecay(double lambda) {
        return weightDecay(lambda, w -> true);
    }

    /** The same with another weight decay, for some weights: {@link Optimizers#matrices()}. */
    public AdamW weightDecay(double lambda, Predicate<Variable> weights) {
        return new AdamW(rate, beta1, beta2, epsilon, lambda, weights);
    }

    @Override
    public Map<String, Double> scalars() {
        return Map.of("beta1", beta1, "beta2", beta2, "epsilon", epsilon, "decay", decay);
    }

    @Override
    public List<String> slots() {
        return List.of("m", "v");
    }

    @Override
    public boolean decays(Variable weight) {
        return decayed.test(weight);
    }

    @Override
    public List<Node> update(Node w, Node dw, List<Node> slots, Scalars h) {
        Node t = h.of("step");
        Node b1 = h.of("beta1");
        Node b2 = h.of("beta2");
        Node m = slots.get(0).times(b1).plus(dw.times(b1.subtractedFrom(1)));
        Node v = slots.get(1).times(b2).plus(dw.square().times(b2.subtractedFrom(1)));
        Node direction =
                m.over(b1.pow(t).subtractedFrom(1))
                        .over(v.over(b2.pow(t).subtractedFrom(1)).sqrt().plus(h.of("epsilon")));
        Node kept = w.times(h.of("rate").times(h.of("decay")).subtractedFrom(1));
        return List.of(kept.minus(direction.times(h.of("rate"))), m, v);
    }

    @Override
    public Optional<Kernel> kernel(Group group, Scalars h) {
        return Optional.of(
                Kernel.of(
                        "_fused_adamw_",
                        group.weights(),
                        group.gradients(),
                        group.slots().get(0),
                        group.slots().get(1),
                        List.of(), // the greatest v so far, which only AMSGrad keeps
                        Collections.nCopies(group.weights().size(), group.step()),
                        new Keyword("lr", h.of("rate")),
                        new Keyword("beta1", h.of("beta1")),
                        new Keyword("beta2", h.of("beta2")),
                        new Keyword("weight_decay", h.of("decay")),
                        new Keyword("eps", h.of("epsilon")),
                        new Keyword("amsgrad", false),
                        new Keyword("maximize", false),
                        new Keyword("grad_scale", group.divisor())));
    }
}
