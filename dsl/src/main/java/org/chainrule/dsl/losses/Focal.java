package org.chainrule.dsl.losses;

import java.util.List;
import java.util.Optional;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.DType;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Shape;
import org.chainrule.dsl.graph.Type;
import org.chainrule.dsl.ops.Reduction;

/**
 * The focal loss, binary cross-entropy from scores that counts what is already right less. See
 * {@link org.chainrule.dsl.ops.FocalLoss}.
 *
 * <p>Shapes: the target has that of the output, and holds 0 or 1. Source: Lin et al., "Focal Loss
 * for Dense Object Detection", 2017.
 *
 * @param gamma γ, how much less; 2 by default
 * @param alpha α, the weight of yes, with 1 − α that of no; 0.25 by default, not a number for equal
 *     weights of 1
 * @param reduction what becomes of the losses of the elements; by default their mean
 */
@Teaches(meaning = "focal loss from scores", formula = "−1/n·Σ a·(1 − p)^γ·ln p", rows = "C5")
public record Focal(double gamma, double alpha, Reduction reduction) implements Reducible<Focal> {

    /** Refuses a negative γ, and an α that is neither from 0 to 1 nor left out. */
    public Focal {
        Bounds.notNegative("focal", "gamma", gamma);
        Bounds.require(
                Double.isNaN(alpha) || (alpha >= 0 && alpha <= 1),
                "focal",
                "alpha",
                "from 0 to 1",
                alpha);
    }

    /** The same with another γ. */
    public Focal withGamma(double other) {
        return new Focal(other, alpha, reduction);
    }

    /** The same with another weight of yes. */
    public Focal withAlpha(double other) {
        return new Focal(gamma, other, reduction);
    }

    /** The same where yes and no count 1 each. */
    public Focal unweighted() {
        return withAlpha(Double.NaN);
    }

    @Override
    public Focal with(Reduction other) {
        return new Focal(gamma, alpha, other);
    }

    @Override
    public Optional<Target> target(Shape output) {
        return Optional.of(new Target(new Type(output, DType.FLOAT), new TargetValues.Truth()));
    }

    @Override
    public Node apply(Node output, Node target) {
        return new org.chainrule.dsl.ops.FocalLoss(gamma, alpha, reduction).apply(output, target);
    }

    /** The examples that are checked. */
    public static List<LossExample> examples() {
        return List.of(
                new LossExample(Losses.focal(), Example.reals(4, 3), Example.between(0, 1, 4, 3)),
                new LossExample(
                        Losses.focal().withGamma(1).unweighted().sum(),
                        Example.reals(1, 2),
                        Example.between(0, 1, 1, 2)));
    }
}
