package org.chainrule.dsl.optimizers;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Kernel;
import org.chainrule.dsl.graph.Kernel.Keyword;
import org.chainrule.dsl.graph.Node;

/**
 * Gradients divided by the root of the sum of all their squares: g = dw + λw, s = s + g², w = w −
 * ηₜg/(√s + ε), where ηₜ = η/(1 + (t − 1)δ) and s begins at s₀.
 *
 * <p>As in PyTorch. Source: Duchi, Hazan and Singer, "Adaptive Subgradient Methods for Online
 * Learning and Stochastic Optimization", 2011.
 *
 * @param rate η
 * @param rateDecay δ
 * @param initial s₀
 * @param epsilon ε
 * @param decay λ
 */
@Teaches(
        meaning = "gradients divided by the root of the sum of their squares",
        formula = "s = s + g², w = w − ηg/(√s + ε)",
        rows = "G5")
public record Adagrad(double rate, double rateDecay, double initial, double epsilon, double decay)
        implements UpdateRule {

    /** Checks the ranges. */
    public Adagrad {
        Ranges ranges = new Ranges("adagrad");
        ranges.rate(rate);
        ranges.atLeastZero("the decay of the rate", rateDecay);
        ranges.atLeastZero("the first sum of squares", initial);
        ranges.atLeastZero("epsilon", epsilon);
        ranges.decay(decay);
    }

    /** The same with another rate. */
    public Adagrad rate(double eta) {
        return new Adagrad(eta, rateDecay, initial, epsilon, decay);
    }

    /** The same with a rate that falls. */
    public Adagrad rateDecay(double delta) {
        return new Adagrad(rate, delta, initial, epsilon, decay);
    }

    /** The same with sums of squares that begin at another number. */
    public Adagrad initial(double first) {
        return new Adagrad(rate, rateDecay, first, epsilon, decay);
    }

    /** The same with another ε. */
    public Adagrad epsilon(double other) {
        return new Adagrad(rate, rateDecay, initial, other, decay);
    }

    /** The same with weight decay. */
    public Adagrad weightDecay(double lambda) {
        return new Adagrad(rate, rateDecay, initial, epsilon, lambda);
    }

    @Override
    public Map<String, Double> scalars() {
        return Map.of("rateDecay", rateDecay, "epsilon", epsilon, "decay", decay);
    }

    @Override
    public List<Slot> slots() {
        return List.of(Slot.of("s").from(initial));
    }

    @Override
    public List<Node> update(Node w, Node dw, List<Node> slots, Scalars h) {
        Node g = Decay.penalty(decay, w, dw, h);
        Node s = slots.get(0).plus(g.square());
        Node rate = h.of("rate").over(h.of("step").plus(-1).times(h.of("rateDecay")).plus(1));
        Node direction = g.over(s.sqrt().plus(h.of("epsilon")));
        return List.of(w.minus(direction.times(rate)), s);
    }

    @Override
    public Optional<Kernel> kernel(Group group, Scalars h) {
        return Optional.of(
                Kernel.of(
                                "_fused_adagrad_",
                                group.weights(),
                                group.gradients(),
                                group.slots().get(0),
                                Collections.nCopies(group.weights().size(), group.step()),
                                new Keyword("lr", h.of("rate")),
                                new Keyword("lr_decay", h.of("rateDecay")),
                                new Keyword("weight_decay", h.of("decay")),
                                new Keyword("eps", h.of("epsilon")),
                                new Keyword("maximize", false),
                                new Keyword("grad_scale", group.divisor()))
                        .onlyOnCpu());
    }
}
