package org.chainrule.dsl.losses;

import java.util.List;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Node;

/**
 * SimCLR's loss, the normalized temperature-scaled cross-entropy: each of the 2B views must find
 * the other view of its example among all others. With unit vectors z it is the cross-entropy of
 * the scores z·zᵀ/τ without those of a view with itself.
 *
 * <p>Source: Chen et al., "A Simple Framework for Contrastive Learning of Visual Representations",
 * 2020.
 *
 * <p>The output (2B, C) holds all first views, then all second ones; there is no target.
 *
 * @param temperature τ, which divides the cosines; 0.5 by default
 */
@Teaches(
        meaning = "NT-Xent of SimCLR, contrast of all views; beside it InfoNCE and CLIP",
        formula = "cross-entropy of z·zᵀ/τ, without the view itself",
        rows = "C10")
public record NtXent(double temperature) implements SelfSupervised {

    /** Refuses a temperature that is not more than 0. */
    public NtXent {
        Bounds.positive("ntXent", "temperature", temperature);
    }

    /** The same with another temperature. */
    public NtXent withTemperature(double other) {
        return new NtXent(other);
    }

    @Override
    public int views() {
        return 2;
    }

    @Override
    public Node apply(Node output) {
        Node z = Views.units(output);
        Node all = Views.similarities(z, z, temperature);
        Node place = all.indices(0);
        Node isSelf = place.unsqueeze(-1).equalTo(place);
        Node none = Node.constant(Double.NEGATIVE_INFINITY);
        Node half = z.chunk(0, views()).get(0).size(0);
        Node partners = place.lessThan(half).choose(place.plus(half), place.minus(half));
        return Losses.crossEntropy().apply(isSelf.choose(none, all), partners);
    }

    /** The examples that are checked. */
    public static List<LossExample> examples() {
        return List.of(
                new LossExample(Losses.ntXent(), Example.reals(8, 3)),
                new LossExample(Losses.ntXent().withTemperature(2), Example.reals(4, 5)));
    }
}
