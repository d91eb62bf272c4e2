package org.chainrule.dsl.losses;

import java.util.List;
import java.util.Optional;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Shape;
import org.chainrule.dsl.ops.Reduction;

/**
 * The hinge of several classes: how far the score of the right class fails to lead the others by a
 * margin. See {@link org.chainrule.dsl.ops.MultiMargin}; for two classes, {@link Hinge}.
 *
 * @param power p, 1 by default, or 2
 * @param margin m; 1 by default
 * @param weights a weight for each class; none by default. The mean is not divided by them
 * @param reduction what becomes of the losses of the vectors; by default their mean
 */
@Teaches(
        meaning = "hinge of several classes; beside it that of two",
        formula = "1/n·Σ Σ max(0, m − x[t] + x[j])^p / V",
        rows = "C13")
public record MultiMargin(int power, double margin, List<Double> weights, Reduction reduction)
        implements Reducible<MultiMargin> {
    private static final String NAME = "multiMargin";

    /** Refuses a power other than 1 and 2. */
    public MultiMargin {
        weights = List.copyOf(weights);
        Bounds.require(power == 1 || power == 2, NAME, "power", "1 or 2", power);
    }

    /** The same with each difference squared. */
    public MultiMargin squared() {
        return new MultiMargin(2, margin, weights, reduction);
    }

    /** The same with another margin. */
    public MultiMargin withMargin(double other) {
        return new MultiMargin(power, other, weights, reduction);
    }

    /** The same with a weight for each class. */
    public MultiMargin withWeights(double... values) {
        return new MultiMargin(power, margin, Bounds.weights(NAME, values), reduction);
    }

    @Override
    public MultiMargin with(Reduction other) {
        return new MultiMargin(power, margin, weights, other);
    }

    @Override
    public Optional<Target> target(Shape output) {
        Bounds.fit(NAME, weights, output);
        return Optional.of(Target.classes(output));
    }

    @Override
    public Node apply(Node output, Node target) {
        return new org.chainrule.dsl.ops.MultiMargin(power, margin, weights, reduction)
                .apply(output, target);
    }

    /** The examples that are checked. */
    public static List<LossExample> examples() {
        return List.of(
                new LossExample(Losses.multiMargin(), Example.reals(4, 5), Example.below(5, 4)),
                new LossExample(
                        Losses.multiMargin().squared().withMargin(0.5).withWeights(1, 0, 2).sum(),
                        Example.reals(2, 2, 3),
                        Example.below(3, 2, 2)));
    }
}
