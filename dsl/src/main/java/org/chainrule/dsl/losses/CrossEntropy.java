package org.chainrule.dsl.losses;

import java.util.List;
import java.util.Optional;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Shape;
import org.chainrule.dsl.ops.Reduction;

/**
 * Cross-entropy between class scores (…, V) and the right classes (…). See {@link
 * org.chainrule.dsl.ops.CrossEntropy}; for target probabilities, {@link SoftCrossEntropy}.
 *
 * <p>With class weights, the mean is divided by the sum of the targets' weights, as in PyTorch.
 *
 * @param weights a weight for each class; none by default
 * @param smoothing how much of the target is spread evenly over all classes; 0 by default
 * @param ignoredIndex the target that does not count; −100 by default
 * @param reduction what becomes of the losses of the vectors; by default their mean
 */
@Teaches(
        meaning = "mean cross-entropy from class scores",
        formula = "−1/n·Σ ln softmax(x)[target]",
        rows = "C1")
public record CrossEntropy(
        List<Double> weights, double smoothing, long ignoredIndex, Reduction reduction)
        implements Reducible<CrossEntropy> {
    private static final String NAME = "crossEntropy";

    /** Refuses a smoothing that is not at least 0 and less than 1. */
    public CrossEntropy {
        weights = List.copyOf(weights);
        Bounds.fraction(NAME, "smoothing", smoothing);
    }

    /** The same with a weight for each class. */
    public CrossEntropy withWeights(double... values) {
        return new CrossEntropy(Bounds.weights(NAME, values), smoothing, ignoredIndex, reduction);
    }

    /** The same with so much of the target spread evenly over all classes. */
    public CrossEntropy withSmoothing(double share) {
        return new CrossEntropy(weights, share, ignoredIndex, reduction);
    }

    /** The same with another target that does not count. */
    public CrossEntropy withIgnoredIndex(long index) {
        return new CrossEntropy(weights, smoothing, index, reduction);
    }

    @Override
    public CrossEntropy with(Reduction other) {
        return new CrossEntropy(weights, smoothing, ignoredIndex, other);
    }

    @Override
    public Optional<Target> target(Shape output) {
        Bounds.fit(NAME, weights, output);
        return Optional.of(Target.classes(output, ignoredIndex));
    }

    @Override
    public Node apply(Node output, Node target) {
        return new org.chainrule.dsl.ops.CrossEntropy(weights, smoothing, ignoredIndex, reduction)
                .apply(output, target);
    }

    /** The examples that are checked. */
    public static List<LossExample> examples() {
        return List.of(
                new LossExample(Losses.crossEntropy(), Example.reals(4, 5), Example.below(5, 4)),
                new LossExample(
                        Losses.crossEntropy().withIgnoredIndex(2),
                        Example.reals(2, 3, 4),
                        Example.below(4, 2, 3)),
                new LossExample(
                        Losses.crossEntropy().withWeights(1, 0, 2).withSmoothing(0.1),
                        Example.reals(4, 3),
                        Example.below(3, 4)),
                new LossExample(
                        Losses.crossEntropy().none(), Example.reals(3, 4), Example.below(4, 3)));
    }
}
