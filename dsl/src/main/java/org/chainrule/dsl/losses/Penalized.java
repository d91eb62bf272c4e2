package org.chainrule.dsl.losses;

import java.util.List;
import java.util.Optional;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Shape;
import org.chainrule.dsl.layers.Dense;
import org.chainrule.dsl.layers.Parameter;

/**
 * A loss with a penalty on weights, L + R: each weight w of the penalty has the gradient ∂L/∂w +
 * ∂R/∂w.
 *
 * @param loss the loss
 * @param own the penalty
 */
@Teaches(
        meaning = "a loss with an L1 or L2 penalty on weights",
        formula = "L + λ·Σ |w|, L + λ·Σ w²",
        rows = "C14")
public record Penalized(Loss loss, Penalty own) implements Loss {

    @Override
    public Optional<Target> target(Shape output) {
        return loss.target(output);
    }

    @Override
    public Node apply(Node output, Node target) {
        return loss.apply(output, target);
    }

    @Override
    public int views() {
        return loss.views();
    }

    @Override
    public Node penalty(List<Parameter> parameters) {
        Node others = loss.penalty(parameters);
        Node mine = own.of(parameters);
        return others.isZero() ? mine : others.plus(mine);
    }

    /** The examples that are checked. */
    public static List<LossExample> examples() {
        Loss l1 = Losses.meanSquaredError().penalized(Losses.l1(0.1));
        Loss both = Losses.crossEntropy().penalized(Losses.l2(0.5)).penalized(Losses.l1(0.01));
        return List.of(
                new LossExample(l1, Example.reals(3, 4), Example.reals(3, 2)).behind(new Dense(2)),
                new LossExample(both, Example.reals(3, 4), Example.below(5, 3))
                        .behind(new Dense(5)));
    }
}
