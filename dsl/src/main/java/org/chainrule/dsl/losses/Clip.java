package org.chainrule.dsl.losses;

import java.util.List;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Node;

/**
 * CLIP's loss: each picture must find its text and each text its picture, by the cosines of their
 * angles. With unit vectors a and b and the scores S = a·bᵀ/τ, it is the mean of the
 * cross-entropies of S and of Sᵀ, where the right class of row i is i.
 *
 * <p>The loss takes τ as given; it is not learned. Source: Radford et al., "Learning Transferable
 * Visual Models From Natural Language Supervision", 2021.
 *
 * <p>The output (2B, C) holds all first views, then all second ones; there is no target.
 *
 * @param temperature τ, which divides the cosines; 0.07 by default
 */
@Teaches(
        meaning = "CLIP, contrast of two views both ways",
        formula = "½(cross-entropy of S + that of Sᵀ), S = a·bᵀ/τ")
public record Clip(double temperature) implements SelfSupervised {

    /** Refuses a temperature that is not more than 0. */
    public Clip {
        Bounds.positive("clip", "temperature", temperature);
    }

    /** The same with another temperature. */
    public Clip withTemperature(double other) {
        return new Clip(other);
    }

    @Override
    public int views() {
        return 2;
    }

    @Override
    public Node apply(Node output) {
        List<Node> views = Views.units(output).chunk(0, views());
        Node scores = Views.similarities(views.get(0), views.get(1), temperature);
        Node right = scores.indices(0);
        Node there = Losses.crossEntropy().apply(scores, right);
        Node back = Losses.crossEntropy().apply(scores.transpose(), right);
        return there.plus(back).times(0.5);
    }

    /** The examples that are checked. */
    public static List<LossExample> examples() {
        return List.of(
                new LossExample(Losses.clip(), Example.reals(8, 3)),
                new LossExample(Losses.clip().withTemperature(2), Example.reals(4, 5)));
    }
}
