package org.chainrule.dsl.layers;

import java.util.List;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.initializers.Initializers;

/**
 * Root mean square normalization over the last axis: y = γ ⊙ x/√(mean(x²) + ε). See {@link
 * org.chainrule.dsl.ops.RmsNorm}.
 *
 * <p>Shapes: x and y (…, n); parameter {@code weight} γ (n), which begins at 1. By default γ is
 * there and ε is 2⁻²³, what PyTorch takes for numbers of 32 bits; LLaMA takes 1e-5 or 1e-6.
 *
 * @param isAffine whether γ is there
 * @param epsilon ε, which keeps the root from 0
 */
@Teaches(
        meaning = "root mean square normalization over the last axis",
        formula = "γ ⊙ x/√(mean(x²) + ε)",
        rows = "E3")
public record RmsNorm(boolean isAffine, double epsilon) implements Layer {

    /** A layer with γ and ε = 2⁻²³. */
    public RmsNorm() {
        this(true, 0x1p-23);
    }

    /** The same without γ. */
    public RmsNorm withoutAffine() {
        return new RmsNorm(false, epsilon);
    }

    /** The same with another ε. */
    public RmsNorm withEpsilon(double other) {
        return new RmsNorm(isAffine, other);
    }

    @Override
    public Node apply(Scope scope, Node x) {
        GroupNorm.requireEpsilon(scope, epsilon);
        var op = new org.chainrule.dsl.ops.RmsNorm(epsilon);
        return isAffine
                ? op.apply(x, scope.parameter("weight", Initializers.ones(), x.shape().dim(-1)))
                : op.apply(x);
    }

    /** The examples that are checked. */
    public static List<LayerExample> examples() {
        return List.of(
                LayerExample.of(new RmsNorm(), Example.reals(3, 5)),
                LayerExample.of(
                        new RmsNorm().withoutAffine().withEpsilon(0.1), Example.reals(2, 1, 3)));
    }
}
