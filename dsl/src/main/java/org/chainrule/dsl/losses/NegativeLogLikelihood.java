package org.chainrule.dsl.losses;

import java.util.List;
import java.util.Optional;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Shape;
import org.chainrule.dsl.ops.Reduction;

/**
 * The negative log likelihood of the right classes (…), from logarithms of probabilities (…, V),
 * such as log-softmax gives. See {@link org.chainrule.dsl.ops.NegativeLogLikelihood}.
 *
 * @param weights a weight for each class; none by default. The mean is divided by the sum of those
 *     of the targets
 * @param ignoredIndex the target that does not count; −100 by default
 * @param reduction what becomes of the losses of the vectors; by default their mean
 */
@Teaches(
        meaning = "negative log likelihood from logarithms of probabilities",
        formula = "−1/n·Σ x[t]",
        rows = "C2")
public record NegativeLogLikelihood(List<Double> weights, long ignoredIndex, Reduction reduction)
        implements Reducible<NegativeLogLikelihood> {
    private static final String NAME = "negativeLogLikelihood";

    /** A copy of the weights. */
    public NegativeLogLikelihood {
        weights = List.copyOf(weights);
    }

    /** The same with a weight for each class. */
    public NegativeLogLikelihood withWeights(double... values) {
        return new NegativeLogLikelihood(Bounds.weights(NAME, values), ignoredIndex, reduction);
    }

    /** The same with another target that does not count. */
    public NegativeLogLikelihood withIgnoredIndex(long index) {
        return new NegativeLogLikelihood(weights, index, reduction);
    }

    @Override
    public NegativeLogLikelihood with(Reduction other) {
        return new NegativeLogLikelihood(weights, ignoredIndex, other);
    }

    @Override
    public Optional<Target> target(Shape output) {
        Bounds.fit(NAME, weights, output);
        return Optional.of(Target.classes(output, ignoredIndex));
    }

    @Override
    public Node apply(Node output, Node target) {
        return new org.chainrule.dsl.ops.NegativeLogLikelihood(weights, ignoredIndex, reduction)
                .apply(output, target);
    }

    /** The examples that are checked. */
    public static List<LossExample> examples() {
        return List.of(
                new LossExample(
                        Losses.negativeLogLikelihood(),
                        Example.between(-4, 0, 4, 5),
                        Example.below(5, 4)),
                new LossExample(
                        Losses.negativeLogLikelihood().withWeights(1, 0, 2).withIgnoredIndex(0),
                        Example.between(-4, 0, 2, 4, 3),
                        Example.below(3, 2, 4)));
    }
}
