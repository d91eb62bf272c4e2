package org.chainrule.dsl.optimizers;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Node;

/**
 * Gradients divided by the root of their mean square: g = dw + λw, s = αs + (1 − α)g², w = w −
 * ηg/(√s + ε). With momentum b = μb + g/(√s + ε), w = w − ηb. Centred, s − a² stands in the place
 * of s, with the mean a = αa + (1 − α)g.
 *
 * <p>As in PyTorch. Source: Hinton, "Neural Networks for Machine Learning", lecture 6, 2012;
 * centred: Graves, "Generating Sequences with Recurrent Neural Networks", 2013.
 *
 * @param rate η
 * @param alpha α, in [0, 1)
 * @param epsilon ε
 * @param momentum μ, in [0, 1); 0 is none
 * @param centered whether the mean is subtracted
 * @param decay λ
 */
@Teaches(
        meaning = "gradients divided by the root of their mean square",
        formula = "s = αs + (1 − α)g², w = w − ηg/(√s + ε)",
        rows = "G5")
public record RmsProp(
        double rate, double alpha, double epsilon, double momentum, boolean centered, double decay)
        implements UpdateRule {

    /** Checks the ranges. */
    public RmsProp {
        Ranges ranges = new Ranges("rmsProp");
        ranges.rate(rate);
        ranges.fraction("alpha", alpha);
        ranges.atLeastZero("epsilon", epsilon);
        ranges.fraction("the momentum", momentum);
        ranges.decay(decay);
    }

    /** The same with another rate. */
    public RmsProp rate(double eta) {
        return new RmsProp(eta, alpha, epsilon, momentum, centered, decay);
    }

    /** The same with another α. */
    public RmsProp alpha(double other) {
        return new RmsProp(rate, other, epsilon, momentum, centered, decay);
    }

    /** The same with another ε. */
    public RmsProp epsilon(double other) {
        return new RmsProp(rate, alpha, other, momentum, centered, decay);
    }

    /** The same with momentum. */
    public RmsProp momentum(double mu) {
        return new RmsProp(rate, alpha, epsilon, mu, centered, decay);
    }

    /** The same, centred. */
    public RmsProp withCentering() {
        return new RmsProp(rate, alpha, epsilon, momentum, true, decay);
    }

    /** The same with weight decay. */
    public RmsProp weightDecay(double lambda) {
        return new RmsProp(rate, alpha, epsilon, momentum, centered, lambda);
    }

    @Override
    public Map<String, Double> scalars() {
        return Map.of("alpha", alpha, "epsilon", epsilon, "momentum", momentum, "decay", decay);
    }

    @Override
    public List<Slot> slots() {
        List<Slot> slots = new ArrayList<>(List.of(Slot.of("s")));
        if (centered) {
            slots.add(Slot.of("a"));
        }
        if (momentum > 0) {
            slots.add(Slot.of("b"));
        }
        return slots;
    }

    @Override
    public List<Node> update(Node w, Node dw, List<Node> slots, Scalars h) {
        Node g = Decay.penalty(decay, w, dw, h);
        Node alpha = h.of("alpha");
        Node rest = alpha.subtractedFrom(1);
        Node s = slots.get(0).times(alpha).plus(g.square().times(rest));
        List<Node> after = new ArrayList<>(List.of(s));
        Node spread = s;
        if (centered) {
            Node a = slots.get(1).times(alpha).plus(g.times(rest));
            spread = s.minus(a.square());
            after.add(a);
        }
        Node direction = g.over(spread.sqrt().plus(h.of("epsilon")));
        if (momentum > 0) {
            direction = slots.get(after.size()).times(h.of("momentum")).plus(direction);
            after.add(direction);
        }
        after.add(0, w.minus(direction.times(h.of("rate"))));
        return after;
    }
}
