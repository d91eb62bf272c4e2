package org.chainrule.dsl.layers;

import java.util.List;
import java.util.Optional;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Dim;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Op;
import org.chainrule.dsl.initializers.Initializer;
import org.chainrule.dsl.ops.Gelu;

/**
 * The feed-forward network of a transformer, step by step: y = f(x·W₁ᵀ + b₁)·W₂ᵀ + b₂.
 *
 * <p>Shapes: x and y (…, width); parameters {@code up.weight} W₁ (inner, width), {@code
 * down.weight} W₂ (width, inner) and their biases, which begin as a {@link Dense} does. By default
 * f is {@link Gelu}, there are biases and no dropout. Sources: Vaswani et al., "Attention Is All
 * You Need", 2017, with relu; Radford et al., "Improving Language Understanding by Generative
 * Pre-Training", 2018, with gelu.
 *
 * @param inner how many hidden units there are; commonly four times the width
 * @param activation f
 * @param hasBias whether b₁ and b₂ are added
 * @param dropout the probability that a hidden unit is set to 0 in training
 * @param weights how W₁ begins, where not by default
 * @param outWeights how W₂ begins, where not by default
 */
@Teaches(
        meaning = "feed-forward network of a transformer, with gelu",
        formula = "gelu(x·W₁ᵀ + b₁)·W₂ᵀ + b₂",
        rows = "F13")
public record FeedForward(
        long inner,
        Op activation,
        boolean hasBias,
        double dropout,
        Optional<Initializer> weights,
        Optional<Initializer> outWeights)
        implements Layer {

    /** A network with gelu and biases. */
    public FeedForward(long inner) {
        this(inner, new Gelu(), true, 0, Optional.empty(), Optional.empty());
    }

    /** The same with another activation. */
    public FeedForward withActivation(Op other) {
        return new FeedForward(inner, other, hasBias, dropout, weights, outWeights);
    }

    /** The same without biases. */
    public FeedForward withoutBias() {
        return new FeedForward(inner, activation, false, dropout, weights, outWeights);
    }

    /** The same with dropout of hidden units. */
    public FeedForward withDropout(double p) {
        return new FeedForward(inner, activation, hasBias, p, weights, outWeights);
    }

    /** The same with weights that begin in another way. */
    public FeedForward withWeights(Initializer up, Initializer down) {
        return new FeedForward(
                inner, activation, hasBias, dropout, Optional.of(up), Optional.of(down));
    }

    @Override
    public Node apply(Scope scope, Node x) {
        Dense up = new Dense("up", inner(scope, inner), hasBias, weights);
        Dense down = new Dense("down", x.shape().dim(-1), hasBias, outWeights);
        return scope.sequence(
                List.of(up, new Activation(activation), new Dropout(dropout), down), x);
    }

    /** The axis of hidden units. */
    static Dim inner(Scope scope, long inner) {
        if (inner < 1) {
            throw scope.error(
                    "there must be 1 or more hidden units",
                    "but found " + inner,
                    "Common are four times the width.");
        }
        return Dim.of("inner", inner);
    }

    /** The examples that are checked. */
    public static List<LayerExample> examples() {
        return List.of(
                LayerExample.of(new FeedForward(7), Example.reals(2, 3, 4)),
                LayerExample.of(
                        new FeedForward(3).withoutBias().withDropout(0.3), Example.reals(5, 2)));
    }
}
