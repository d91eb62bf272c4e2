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
 * The Kullback-Leibler divergence of a target distribution from the output, which holds logarithms
 * of probabilities. See {@link org.chainrule.dsl.ops.KullbackLeibler}.
 *
 * <p>The mean is over all elements, as in PyTorch; the divergence of the textbook, averaged over
 * examples, is {@code klDivergence().batchMean()}. Shapes: the target has that of the output.
 *
 * @param hasLogTarget whether the target holds logarithms of probabilities, too; by default not
 * @param reduction what becomes of the losses of the elements; by default their mean
 */
@Teaches(
        meaning = "Kullback-Leibler divergence from logarithms of probabilities",
        formula = "Σ t·(ln t − x)",
        rows = "C9")
public record KlDivergence(boolean hasLogTarget, Reduction reduction)
        implements Reducible<KlDivergence> {

    /** The same for a target that holds logarithms of probabilities. */
    public KlDivergence logTarget() {
        return new KlDivergence(true, reduction);
    }

    @Override
    public KlDivergence with(Reduction other) {
        return new KlDivergence(hasLogTarget, other);
    }

    @Override
    public Optional<Target> target(Shape output) {
        return Optional.of(
                new Target(
                        new Type(output, DType.FLOAT),
                        new TargetValues.Distributions(hasLogTarget)));
    }

    @Override
    public Node apply(Node output, Node target) {
        return new org.chainrule.dsl.ops.KullbackLeibler(hasLogTarget, reduction)
                .apply(output, target);
    }

    /** The examples that are checked. */
    public static List<LossExample> examples() {
        return List.of(
                new LossExample(
                        Losses.klDivergence(),
                        Example.between(-4, 0, 4, 3),
                        Example.between(0, 1, 4, 3)),
                new LossExample(
                        Losses.klDivergence().logTarget().batchMean(),
                        Example.between(-4, 0, 2, 2, 3),
                        Example.between(-4, 0, 2, 2, 3)));
    }
}
