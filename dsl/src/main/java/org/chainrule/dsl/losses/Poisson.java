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
 * The negative log likelihood of counts that are drawn from a Poisson distribution, whose rate is e
 * to the power of the output. See {@link org.chainrule.dsl.ops.PoissonError}.
 *
 * <p>Shapes: the target has that of the output, and holds no negative numbers.
 *
 * @param logInput whether the output is the logarithm of the rate; by default it is
 * @param isFull whether ln t! is added, by Stirling's formula; by default not
 * @param epsilon what is added to a rate before its logarithm is taken; 1e-8 by default
 * @param reduction what becomes of the losses of the elements; by default their mean
 */
@Teaches(meaning = "negative log likelihood of counts", formula = "1/n·Σ (eˣ − t·x)")
public record Poisson(boolean logInput, boolean isFull, double epsilon, Reduction reduction)
        implements Reducible<Poisson> {

    /** Refuses an ε that is not more than 0. */
    public Poisson {
        Bounds.positive("poisson", "epsilon", epsilon);
    }

    /** The same for an output that is the rate itself. */
    public Poisson ofRates() {
        return new Poisson(false, isFull, epsilon, reduction);
    }

    /** The same with ln t! added. */
    public Poisson full() {
        return new Poisson(logInput, true, epsilon, reduction);
    }

    @Override
    public Poisson with(Reduction other) {
        return new Poisson(logInput, isFull, epsilon, other);
    }

    @Override
    public Optional<Target> target(Shape output) {
        return Optional.of(
                new Target(
                        new Type(output, DType.FLOAT),
                        new TargetValues.Between(0, Double.POSITIVE_INFINITY)));
    }

    @Override
    public Node apply(Node output, Node target) {
        return new org.chainrule.dsl.ops.PoissonError(logInput, isFull, epsilon, reduction)
                .apply(output, target);
    }

    /** The examples that are checked. */
    public static List<LossExample> examples() {
        return List.of(
                new LossExample(Losses.poisson(), Example.reals(4, 3), Example.between(0, 5, 4, 3)),
                new LossExample(
                        Losses.poisson().ofRates().full().sum(),
                        Example.between(0.1, 3, 1, 2),
                        Example.between(0, 5, 1, 2)));
    }
}
