package org.chainrule.dsl.optimizers;

import static java.lang.Double.POSITIVE_INFINITY;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Variable;

/**
 * Gradient descent: g = dw + λw, w = w − ηg; with momentum v = μv + g, w = w − ηv, or with
 * Nesterov's, w = w − η(g + μv).
 *
 * <p>As in PyTorch. Source: Sutskever et al., "On the Importance of Initialization and Momentum in
 * Deep Learning", 2013.
 *
 * @param rate η
 * @param momentum μ; 0 is none
 * @param nesterov whether the momentum is Nesterov's
 * @param decay λ
 * @param decayed the weights that λ counts for
 */
@Teaches(
        meaning = "gradient descent, with or without momentum",
        formula = "v = μv + g, w = w − ηv",
        rows = "G1")
public record Sgd(
        double rate, double momentum, boolean nesterov, double decay, Predicate<Variable> decayed)
        implements Optimizer {

    /** Checks the ranges. */
    public Sgd {
        Optimizers.check("sgd", "the learning rate", rate, 0, POSITIVE_INFINITY);
        Optimizers.check("sgd", "the momentum", momentum, 0, 1);
        Optimizers.check("sgd", "the weight decay", decay, 0, POSITIVE_INFINITY);
    }

    /** The same with momentum. */
    public Sgd momentum(double mu) {
        return new Sgd(rate, mu, false, decay, decayed);
    }

    /** The same with Nesterov's momentum. */
    public Sgd nesterov(double mu) {
        return new Sgd(rate, mu, true, decay, decayed);
    }

    /** The same with weight decay, for all weights. */
    public Sgd weightDecay(double lambda) {
        return weightDecay(lambda, w -> true);
    }

    /** The same with weight decay for some weights: {@link Optimizers#matrices()}. */
    public Sgd weightDecay(double lambda, Predicate<Variable> weights) {
        return new Sgd(rate, momentum, nesterov, lambda, weights);
    }

    @Override
    public Map<String, Double> scalars() {
        return Map.of("momentum", momentum, "decay", decay);
    }

    @Override
    public List<String> slots() {
        return momentum > 0 ? List.of("v") : List.of();
    }

    @Override
    public boolean decays(Variable weight) {
        return decay > 0 && decayed.test(weight);
    }

    @Override
    public List<Node> update(Node w, Node dw, List<Node> slots, Scalars h) {
        Node g = dw.plus(w.times(h.of("decay")));
        if (momentum == 0) {
            return List.of(w.minus(g.times(h.of("rate"))));
        }
        Node v = slots.get(0).times(h.of("momentum")).plus(g);
        Node direction = nesterov ? g.plus(v.times(h.of("momentum"))) : v;
        return List.of(w.minus(direction.times(h.of("rate"))), v);
    }
}
