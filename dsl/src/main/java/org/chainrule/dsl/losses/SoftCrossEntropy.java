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
 * Cross-entropy between class scores (…, V) and target probabilities (…, V) of the classes. See
 * {@link org.chainrule.dsl.ops.SoftCrossEntropy}.
 *
 * @param weights a weight for each class; none by default. The mean is not divided by them
 * @param smoothing how much of the target is spread evenly over all classes; 0 by default
 * @param reduction what becomes of the losses of the vectors; by default their mean
 */
@Teaches(
        meaning = "cross-entropy from class scores and target probabilities",
        formula = "−1/n·Σ t·ln softmax(x)")
public record SoftCrossEntropy(List<Double> weights, double smoothing, Reduction reduction)
        implements Reducible<SoftCrossEntropy> {
    private static final String NAME = "softCrossEntropy";

    /** Refuses a smoothing that is not at least 0 and less than 1. */
    public SoftCrossEntropy {
        weights = List.copyOf(weights);
        Bounds.fraction(NAME, "smoothing", smoothing);
    }

    /** The same with a weight for each class. */
    public SoftCrossEntropy withWeights(double... values) {
        return new SoftCrossEntropy(Bounds.weights(NAME, values), smoothing, reduction);
    }

    /** The same with so much of the target spread evenly over all classes. */
    public SoftCrossEntropy withSmoothing(double share) {
        return new SoftCrossEntropy(weights, share, reduction);
    }

    @Override
    public SoftCrossEntropy with(Reduction other) {
        return new SoftCrossEntropy(weights, smoothing, other);
    }

    @Override
    public Optional<Target> target(Shape output) {
        Bounds.fit(NAME, weights, output);
        return Optional.of(
                new Target(new Type(output, DType.FLOAT), new TargetValues.Distributions(false)));
    }

    @Override
    public Node apply(Node output, Node target) {
        return new org.chainrule.dsl.ops.SoftCrossEntropy(weights, smoothing, reduction)
                .apply(output, target);
    }

    /** The examples that are checked. */
    public static List<LossExample> examples() {
        return List.of(
                new LossExample(
                        Losses.softCrossEntropy(),
                        Example.reals(4, 5),
                        Example.between(0, 1, 4, 5)),
                new LossExample(
                        Losses.softCrossEntropy().withWeights(1, 0, 2).withSmoothing(0.1),
                        Example.reals(2, 2, 3),
                        Example.between(0, 1, 2, 2, 3)));
    }
}
