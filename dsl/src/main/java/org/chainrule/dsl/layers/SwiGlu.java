package org.chainrule.dsl.layers;

import java.util.List;
import java.util.Optional;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.initializers.Initializer;
import org.chainrule.dsl.ops.Silu;

/**
 * The feed-forward network of LLaMA, a gated linear unit with silu: y = (silu(x·W₁ᵀ) ⊙ x·W₃ᵀ)·W₂ᵀ,
 * with silu(z) = z·σ(z).
 *
 * <p>Shapes: x and y (…, width); parameters {@code gate.weight} W₁ and {@code up.weight} W₃ (inner,
 * width), {@code down.weight} W₂ (width, inner), which begin as a {@link Dense} does. There are no
 * biases by default. With three matrices instead of two, two thirds of four times the width make as
 * many parameters as a {@link FeedForward} has. Source: Shazeer, "GLU Variants Improve
 * Transformer", 2020; Touvron et al., "LLaMA", 2023.
 *
 * @param inner how many hidden units there are
 * @param hasBias whether the products add biases
 * @param weights how W₁ and W₃ begin, where not by default
 * @param outWeights how W₂ begins, where not by default
 */
@Teaches(
        meaning = "feed-forward network with SwiGLU, as in LLaMA",
        formula = "(silu(x·W₁ᵀ) ⊙ x·W₃ᵀ)·W₂ᵀ",
        rows = "F14")
public record SwiGlu(
        long inner,
        boolean hasBias,
        Optional<Initializer> weights,
        Optional<Initializer> outWeights)
        implements Layer {

    /** A network without biases. */
    public SwiGlu(long inner) {
        this(inner, false, Optional.empty(), Optional.empty());
    }

    /** The same with biases. */
    public SwiGlu withBias() {
        return new SwiGlu(inner, true, weights, outWeights);
    }

    /** The same with weights that begin in another way. */
    public SwiGlu withWeights(Initializer in, Initializer down) {
        return new SwiGlu(inner, hasBias, Optional.of(in), Optional.of(down));
    }

    @Override
    public Node apply(Scope scope, Node x) {
        var units = FeedForward.inner(scope, inner);
        Node z = scope.run(new Dense("gate", units, hasBias, weights), x);
        Node gate = new Silu().apply(z);
        Node up = scope.run(new Dense("up", units, hasBias, weights), x);
        Dense down = new Dense("down", x.shape().dim(-1), hasBias, outWeights);
        return scope.run(down, gate.times(up));
    }

    /** The examples that are checked. */
    public static List<LayerExample> examples() {
        return List.of(
                LayerExample.of(new SwiGlu(7), Example.reals(2, 3, 4)),
                LayerExample.of(new SwiGlu(3).withBias(), Example.reals(1, 5)));
    }
}
