package org.chainrule.dsl.losses;

import java.util.List;
import java.util.Optional;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Shape;
import org.chainrule.dsl.ops.Reduction;

/**
 * Binary cross-entropy between the score of yes and the target of each element. See {@link
 * org.chainrule.dsl.ops.BinaryCrossEntropyWithLogits}.
 *
 * <p>Shapes: the target has that of the output, and holds numbers from 0 to 1.
 *
 * @param weights a weight for each number along the last axis; none by default. The mean is not
 *     divided by them
 * @param positiveWeights how much yes counts, for each number along the last axis; 1 by default
 * @param reduction what becomes of the losses of the elements; by default their mean
 */
@Teaches(
        meaning = "binary cross-entropy from scores",
        formula = "−1/n·Σ (t·ln σ(x) + (1 − t)·ln(1 − σ(x)))",
        rows = "C4")
public record BinaryCrossEntropyWithLogits(
        List<Double> weights, List<Double> positiveWeights, Reduction reduction)
        implements Reducible<BinaryCrossEntropyWithLogits> {

    private static final String NAME = "binaryCrossEntropyWithLogits";

    /** Copies of the weights. */
    public BinaryCrossEntropyWithLogits {
        weights = List.copyOf(weights);
        positiveWeights = List.copyOf(positiveWeights);
    }

    /** The same with a weight for each number along the last axis. */
    public BinaryCrossEntropyWithLogits withWeights(double... values) {
        return new BinaryCrossEntropyWithLogits(
                Bounds.weights(NAME, values), positiveWeights, reduction);
    }

    /** The same where yes counts more or less, for each number along the last axis. */
    public BinaryCrossEntropyWithLogits withPositiveWeights(double... values) {
        return new BinaryCrossEntropyWithLogits(weights, Bounds.weights(NAME, values), reduction);
    }

    @Override
    public BinaryCrossEntropyWithLogits with(Reduction other) {
        return new BinaryCrossEntropyWithLogits(weights, positiveWeights, other);
    }

    @Override
    public Optional<Target> target(Shape output) {
        Bounds.fit(NAME, weights, output);
        Bounds.fit(NAME, positiveWeights, output);
        return Optional.of(Target.probabilities(output));
    }

    @Override
    public Node apply(Node output, Node target) {
        return new org.chainrule.dsl.ops.BinaryCrossEntropyWithLogits(
                        weights, positiveWeights, reduction)
                .apply(output, target);
    }

    /** The examples that are checked. */
    public static List<LossExample> examples() {
        return List.of(
                new LossExample(
                        Losses.binaryCrossEntropyWithLogits(),
                        Example.reals(4, 3),
                        Example.between(0, 1, 4, 3)),
                new LossExample(
                        Losses.binaryCrossEntropyWithLogits().withPositiveWeights(3, 0.5),
                        Example.reals(3, 2),
                        Example.between(0, 1, 3, 2)),
                new LossExample(
                        Losses.binaryCrossEntropyWithLogits().withWeights(1, 0.5).sum(),
                        Example.between(-1e4, 1e4, 1, 2),
                        Example.between(0, 1, 1, 2)));
    }
}
