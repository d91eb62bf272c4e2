package org.chainrule.dsl.losses;

import java.util.List;
import java.util.Optional;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Shape;
import org.chainrule.dsl.ops.Reduction;

/**
 * The hinge of a support vector machine: how far a score falls short of a margin on its side of 0.
 * See {@link org.chainrule.dsl.ops.HingeError}; for several classes, {@link MultiMargin}.
 *
 * <p>Shapes: the target has that of the output, and holds 1 and −1.
 *
 * @param margin m; 1 by default
 * @param isSquared whether it is squared; by default not
 * @param reduction what becomes of the losses of the elements; by default their mean
 */
@Teaches(meaning = "hinge", formula = "1/n·Σ max(0, m − t·x)")
public record Hinge(double margin, boolean isSquared, Reduction reduction)
        implements Reducible<Hinge> {

    /** Refuses a margin that is not more than 0. */
    public Hinge {
        Bounds.positive("hinge", "margin", margin);
    }

    /** The same with another margin. */
    public Hinge withMargin(double other) {
        return new Hinge(other, isSquared, reduction);
    }

    /** The same, squared. */
    public Hinge squared() {
        return new Hinge(margin, true, reduction);
    }

    @Override
    public Hinge with(Reduction other) {
        return new Hinge(margin, isSquared, other);
    }

    @Override
    public Optional<Target> target(Shape output) {
        return Optional.of(Target.signs(output));
    }

    @Override
    public Node apply(Node output, Node target) {
        return new org.chainrule.dsl.ops.HingeError(margin, isSquared, reduction)
                .apply(output, target);
    }

    /** The examples that are checked. */
    public static List<LossExample> examples() {
        return List.of(
                new LossExample(Losses.hinge(), Example.reals(4, 3), Example.signs(4, 3)),
                new LossExample(
                        Losses.hinge().withMargin(0.5).squared().sum(),
                        Example.reals(1, 2),
                        Example.signs(1, 2)));
    }
}
