package org.chainrule.dsl.losses;

import java.util.List;
import java.util.Optional;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Shape;
import org.chainrule.dsl.ops.Reduction;

/**
 * Binary cross-entropy between the probability of yes and the target of each element. Logarithms
 * are at least −100. From scores, {@link BinaryCrossEntropyWithLogits} is more precise. See {@link
 * org.chainrule.dsl.ops.BinaryCrossEntropy}.
 *
 * <p>Shapes: the target has that of the output; both hold numbers from 0 to 1.
 *
 * @param weights a weight for each number along the last axis; none by default. The mean is not
 *     divided by them
 * @param reduction what becomes of the losses of the elements; by default their mean
 */
@Teaches(
        meaning = "binary cross-entropy from probabilities",
        formula = "−1/n·Σ (t·ln x + (1 − t)·ln(1 − x))",
        rows = "C3")
public record BinaryCrossEntropy(List<Double> weights, Reduction reduction)
        implements Reducible<BinaryCrossEntropy> {

    /** A copy of the weights. */
    public BinaryCrossEntropy {
        weights = List.copyOf(weights);
    }

    /** The same with a weight for each number along the last axis. */
    public BinaryCrossEntropy withWeights(double... values) {
        return new BinaryCrossEntropy(Bounds.weights("binaryCrossEntropy", values), reduction);
    }

    @Override
    public BinaryCrossEntropy with(Reduction other) {
        return new BinaryCrossEntropy(weights, other);
    }

    @Override
    public Optional<Target> target(Shape output) {
        Bounds.fit("binaryCrossEntropy", weights, output);
        return Optional.of(Target.probabilities(output));
    }

    @Override
    public Node apply(Node output, Node target) {
        return new org.chainrule.dsl.ops.BinaryCrossEntropy(weights, reduction)
                .apply(output, target);
    }

    /** The examples that are checked. */
    public static List<LossExample> examples() {
        return List.of(
                new LossExample(
                        Losses.binaryCrossEntropy(),
                        Example.between(0.05, 0.95, 4, 3),
                        Example.between(0, 1, 4, 3)),
                new LossExample(
                        Losses.binaryCrossEntropy().withWeights(1, 0.5).sum(),
                        Example.between(0.05, 0.95, 1, 2),
                        Example.between(0, 1, 1, 2)));
    }
}
