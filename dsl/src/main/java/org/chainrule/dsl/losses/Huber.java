package org.chainrule.dsl.losses;

import java.util.List;
import java.util.Optional;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Shape;
import org.chainrule.dsl.ops.Reduction;

/**
 * Huber's loss: squared where |x − t| ≤ δ, linear beyond. See {@link
 * org.chainrule.dsl.ops.HuberError}.
 *
 * <p>Shapes: the target has that of the output.
 *
 * @param delta δ, where the parabola becomes a line; 1 by default
 * @param reduction what becomes of the losses of the elements; by default their mean
 */
@Teaches(meaning = "Huber's loss", formula = "½d² where |d| ≤ δ, else δ·(|d| − ½δ), of d = x − t")
public record Huber(double delta, Reduction reduction) implements Reducible<Huber> {

    /** Refuses a δ that is not more than 0. */
    public Huber {
        Bounds.positive("huber", "delta", delta);
    }

    @Override
    public Huber with(Reduction other) {
        return new Huber(delta, other);
    }

    @Override
    public Optional<Target> target(Shape output) {
        return Optional.of(Target.reals(output));
    }

    @Override
    public Node apply(Node output, Node target) {
        return new org.chainrule.dsl.ops.HuberError(delta, reduction).apply(output, target);
    }

    /** The examples that are checked. */
    public static List<LossExample> examples() {
        return List.of(
                new LossExample(Losses.huber(1), Example.reals(4, 3), Example.reals(4, 3)),
                new LossExample(Losses.huber(0.5).sum(), Example.reals(2, 2), Example.reals(2, 2)));
    }
}
