package org.chainrule.dsl.losses;

import java.util.List;
import java.util.Optional;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Shape;
import org.chainrule.dsl.ops.Reduction;

/**
 * The mean squared error, 1/n·Σ (x − t)². See {@link org.chainrule.dsl.ops.SquaredError}.
 *
 * <p>Shapes: the target has that of the output.
 *
 * @param reduction what becomes of the losses of the elements; by default their mean
 */
@Teaches(meaning = "mean squared error", formula = "1/n·Σ (x − t)²", rows = "C6")
public record MeanSquaredError(Reduction reduction) implements Reducible<MeanSquaredError> {

    @Override
    public MeanSquaredError with(Reduction other) {
        return new MeanSquaredError(other);
    }

    @Override
    public Optional<Target> target(Shape output) {
        return Optional.of(Target.reals(output));
    }

    @Override
    public Node apply(Node output, Node target) {
        return new org.chainrule.dsl.ops.SquaredError(reduction).apply(output, target);
    }

    /** The examples that are checked. */
    public static List<LossExample> examples() {
        return List.of(
                new LossExample(
                        Losses.meanSquaredError(), Example.reals(4, 3), Example.reals(4, 3)),
                new LossExample(
                        Losses.meanSquaredError().none(),
                        Example.reals(1, 2),
                        Example.reals(1, 2)));
    }
}
