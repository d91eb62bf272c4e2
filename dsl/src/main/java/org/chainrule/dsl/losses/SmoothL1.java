package org.chainrule.dsl.losses;

import java.util.List;
import java.util.Optional;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Shape;
import org.chainrule.dsl.ops.Reduction;

/**
 * The smooth L1 loss: squared where |x − t| &lt; β, linear beyond. See {@link
 * org.chainrule.dsl.ops.SmoothAbsoluteError}; {@link Huber} is the same times β, with δ = β.
 *
 * <p>Shapes: the target has that of the output.
 *
 * @param beta β, where the parabola becomes a line; 1 by default, 0 for the absolute error
 * @param reduction what becomes of the losses of the elements; by default their mean
 */
@Teaches(
        meaning = "smooth L1 loss; beside it Huber's loss",
        formula = "½d²/β where |d| < β, else |d| − ½β, of d = x − t",
        rows = "C8")
public record SmoothL1(double beta, Reduction reduction) implements Reducible<SmoothL1> {

    /** Refuses a negative β. */
    public SmoothL1 {
        Bounds.notNegative("smoothL1", "beta", beta);
    }

    @Override
    public SmoothL1 with(Reduction other) {
        return new SmoothL1(beta, other);
    }

    @Override
    public Optional<Target> target(Shape output) {
        return Optional.of(Target.reals(output));
    }

    @Override
    public Node apply(Node output, Node target) {
        return new org.chainrule.dsl.ops.SmoothAbsoluteError(beta, reduction).apply(output, target);
    }

    /** The examples that are checked. */
    public static List<LossExample> examples() {
        return List.of(
                new LossExample(Losses.smoothL1(1), Example.reals(4, 3), Example.reals(4, 3)),
                new LossExample(
                        Losses.smoothL1(0.5).sum(), Example.reals(2, 2), Example.reals(2, 2)));
    }
}
