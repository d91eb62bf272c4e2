package org.chainrule.dsl.layers;

import java.util.List;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Dim;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.initializers.Initializers;

/**
 * Layer normalization over the last axis: y = γ ⊙ (x − μ)/√(σ² + ε) + β. See {@link
 * org.chainrule.dsl.ops.LayerNorm}.
 *
 * <p>Shapes: x and y (…, n); parameters {@code weight} γ (n), which begins at 1, and {@code bias} β
 * (n), which begins at 0. By default there is a bias and ε is 1e-5, as in PyTorch.
 *
 * @param hasBias whether β is added
 * @param epsilon ε, which keeps the root from 0
 */
@Teaches(
        meaning = "layer normalization over the last axis",
        formula = "γ ⊙ (x − μ)/√(σ² + ε) + β",
        rows = "E2")
public record LayerNorm(boolean hasBias, double epsilon) implements Layer {

    /** A layer with a bias and ε = 1e-5. */
    public LayerNorm() {
        this(true, 1e-5);
    }

    /** The same without β. */
    public LayerNorm withoutBias() {
        return new LayerNorm(false, epsilon);
    }

    /** The same with another ε. */
    public LayerNorm withEpsilon(double other) {
        return new LayerNorm(hasBias, other);
    }

    @Override
    public Node apply(Scope scope, Node x) {
        Dim width = x.shape().dim(-1);
        Node gain = scope.parameter("weight", Initializers.ones(), width);
        var op = new org.chainrule.dsl.ops.LayerNorm(epsilon);
        return hasBias
                ? op.apply(x, gain, scope.parameter("bias", Initializers.zeros(), width))
                : op.apply(x, gain);
    }

    /** The examples that are checked. */
    public static List<LayerExample> examples() {
        return List.of(
                LayerExample.of(new LayerNorm(), Example.reals(3, 5)),
                LayerExample.of(
                        new LayerNorm().withoutBias().withEpsilon(0.1), Example.reals(2, 1, 3)));
    }
}
