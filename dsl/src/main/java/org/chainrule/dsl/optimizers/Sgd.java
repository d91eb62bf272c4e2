package org.chainrule.dsl.optimizers;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.graph.Kernel;
import org.chainrule.dsl.graph.Kernel.Keyword;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Variable;

/**
 * Gradient descent: g = dw + λw, w = w − ηg; with momentum v = μv + (1 − τ)g, w = w − ηv, or with
 * Nesterov's, w = w − η(g + μv). The first step is v = g.
 *
 * <p>As in PyTorch; {@link Momentum} is the textbook's form. Source: Sutskever et al., "On the
 * Importance of Initialization and Momentum in Deep Learning", 2013.
 *
 * @param rate η
 * @param momentum μ, in [0, 1); 0 is none
 * @param dampening τ, in [0, 1)
 * @param nesterov whether the momentum is Nesterov's
 * @param decay λ
 * @param decayed the weights that λ counts for
 */
@Teaches(
        meaning = "gradient descent, with or without momentum",
        formula = "v = μv + (1 − τ)g, w = w − ηv",
        rows = "G1")
public record Sgd(
        double rate,
        double momentum,
        double dampening,
        boolean nesterov,
        double decay,
        Predicate<Variable> decayed)
        implements UpdateRule {

    /** Checks the ranges. */
    public Sgd {
        Ranges ranges = new Ranges("sgd");
        ranges.rate(rate);
        ranges.fraction("the momentum", momentum);
        ranges.fraction("the dampening", dampening);
        ranges.decay(decay);
        if (nesterov && (momentum == 0 || dampening > 0)) {
            throw new ChainruleException(
                    "sgd",
                    "Nesterov's momentum must be more than 0, and is not dampened",
                    "but found momentum " + momentum + " and dampening " + dampening,
                    "Use a momentum such as 0.9, and no dampening.");
        }
    }

    /** The same with another rate. */
    public Sgd rate(double eta) {
        return new Sgd(eta, momentum, dampening, nesterov, decay, decayed);
    }

    /** The same with momentum. */
    public Sgd momentum(double mu) {
        return new Sgd(rate, mu, dampening, false, decay, decayed);
    }

    /** The same with Nesterov's momentum. */
    public Sgd nesterov(double mu) {
        return new Sgd(rate, mu, dampening, true, decay, decayed);
    }

    /** The same with dampening: less of each gradient but the first goes into the momentum. */
    public Sgd dampening(double tau) {
        return new Sgd(rate, momentum, tau, nesterov, decay, decayed);
    }

    /** The same with weight decay, for all weights. */
    public Sgd weightDecay(double lambda) {
        return weightDecay(lambda, Optimizers.ALL);
    }

    /** The same with weight decay for some weights: {@link Optimizers#matrices()}. */
    public Sgd weightDecay(double lambda, Predicate<Variable> weights) {
        return new Sgd(rate, momentum, dampening, nesterov, lambda, weights);
    }

    @Override
    public Map<String, Double> scalars() {
        return Map.of("momentum", momentum, "dampening", dampening, "decay", decay);
    }

    @Override
    public List<Slot> slots() {
        return momentum > 0 ? List.of(Slot.of("v")) : List.of();
    }

    @Override
    public UpdateRule rule(Variable weight) {
        return decay == 0 || decayed.test(weight) ? this : weightDecay(0);
    }

    @Override
    public List<Node> update(Node w, Node dw, List<Node> slots, Scalars h) {
        Node g = Decay.penalty(decay, w, dw, h);
        if (momentum == 0) {
            return List.of(w.minus(g.times(h.of("rate"))));
        }
        Node v = slots.get(0).times(h.of("momentum")).plus(dampened(g, h));
        Node direction = nesterov ? g.plus(v.times(h.of("momentum"))) : v;
        return List.of(w.minus(direction.times(h.of("rate"))), v);
    }

    private Node dampened(Node g, Scalars h) {
        Node share = h.of("dampening").subtractedFrom(1);
        return dampening == 0 ? g : g.times(isFirst(h).choose(Node.constant(1), share));
    }

    private static Node isFirst(Scalars h) {
        return h.of("step").atMost(Node.constant(1));
    }

    @Override
    public Optional<Kernel> kernel(Group group, Scalars h) {
        return Optional.of(
                Kernel.of(
                        "_fused_sgd_",
                        group.weights(),
                        group.gradients(),
                        momentum > 0 ? group.slots().get(0) : List.of(),
                        new Keyword("weight_decay", h.of("decay")),
                        new Keyword("momentum", h.of("momentum")),
                        new Keyword("lr", h.of("rate")),
                        new Keyword("dampening", h.of("dampening")),
                        new Keyword("nesterov", nesterov),
                        new Keyword("maximize", false),
                        new Keyword("is_first_step", isFirst(h)),
                        new Keyword("grad_scale", group.divisor())));
    }
}
