package org.chainrule.dsl.losses;

import java.util.List;
import java.util.Optional;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Shape;
import org.chainrule.dsl.ops.Reduction;

/**
 * The mean absolute error, 1/n·Σ |x − t|. See {@link org.chainrule.dsl.ops.AbsoluteError}.
 *
 * <p>Shapes: the target has that of the output.
 *
 * @param reduction what becomes of the losses of the elements; by default their mean
 */
@Teaches(meaning = "mean absolute error", formula = "1/n·Σ |x − t|", rows = "C7")
public record MeanAbsoluteError(Reduction reduction) implements Reducible<MeanAbsoluteError> {

    @Override
    public MeanAbsoluteError with(Reduction other) {
        return new MeanAbsoluteError(other);
    }

    @Override
    public Optional<Target> target(Shape output) {
        return Optional.of(Target.reals(output));
    }

    @Override
    public Node apply(Node output, Node target) {
        return new org.chainrule.dsl.ops.AbsoluteError(reduction).apply(output, target);
    }

    /** The examples that are checked. */
    public static List<LossExample> examples() {
        return List.of(
                new LossExample(
                        Losses.meanAbsoluteError(), Example.reals(4, 3), Example.reals(4, 3)),
                new LossExample(
                        Losses.meanAbsoluteError().sum(),
                        Example.reals(1, 2),
                        Example.reals(1, 2)));
    }
}
