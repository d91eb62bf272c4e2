package org.chainrule.dsl.losses;

import java.util.List;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Node;

/**
 * InfoNCE: each first view must find its second view among those of all examples, by the cosines of
 * their angles. With unit vectors a and b, it is the cross-entropy of the scores a·bᵀ/τ, where the
 * right class of row i is i.
 *
 * <p>Source: van den Oord et al., "Representation Learning with Contrastive Predictive Coding",
 * 2018.
 *
 * <p>The output (2B, C) holds all first views, then all second ones; there is no target.
 *
 * @param temperature τ, which divides the cosines; 0.1 by default
 */
@Teaches(
        meaning = "InfoNCE, contrast of one view with the others",
        formula = "cross-entropy of a·bᵀ/τ, the right class of row i is i")
public record InfoNce(double temperature) implements SelfSupervised {

    /** Refuses a temperature that is not more than 0. */
    public InfoNce {
        Bounds.positive("infoNce", "temperature", temperature);
    }

    /** The same with another temperature. */
    public InfoNce withTemperature(double other) {
        return new InfoNce(other);
    }

    @Override
    public int views() {
        return 2;
    }

    @Override
    public Node apply(Node output) {
        List<Node> views = Views.units(output).chunk(0, views());
        Node scores = Views.similarities(views.get(0), views.get(1), temperature);
        return Losses.crossEntropy().apply(scores, scores.indices(0));
    }

    /** The examples that are checked. */
    public static List<LossExample> examples() {
        return List.of(
                new LossExample(Losses.infoNce(), Example.reals(8, 3)),
                new LossExample(Losses.infoNce().withTemperature(2), Example.reals(4, 5)));
    }
}
