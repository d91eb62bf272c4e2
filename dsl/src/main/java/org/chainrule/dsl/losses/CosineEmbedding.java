package org.chainrule.dsl.losses;

import java.util.List;
import java.util.Optional;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Shape;
import org.chainrule.dsl.ops.Reduction;

/**
 * Draws the directions of two embeddings together or apart. See {@link
 * org.chainrule.dsl.ops.CosineEmbedding}.
 *
 * <p>The output (2B, …, C) holds the first embeddings of all pairs, then the second ones; the
 * target (B, …) is 1 for a pair that belongs together, and −1 for one that does not.
 *
 * @param margin how near pairs that don't belong together may lie, as a cosine; 0 by default
 * @param reduction what becomes of the losses of the pairs; by default their mean
 */
@Teaches(
        meaning = "cosine embedding loss",
        formula = "1 − cos(a, b) where t = 1, max(0, cos(a, b) − m) where t = −1",
        rows = "C12")
public record CosineEmbedding(double margin, Reduction reduction)
        implements Reducible<CosineEmbedding> {

    /** Refuses a margin that is no cosine. */
    public CosineEmbedding {
        Bounds.require(
                margin >= -1 && margin <= 1, "cosineEmbedding", "margin", "from -1 to 1", margin);
    }

    /** The same with another margin. */
    public CosineEmbedding withMargin(double other) {
        return new CosineEmbedding(other, reduction);
    }

    @Override
    public CosineEmbedding with(Reduction other) {
        return new CosineEmbedding(margin, other);
    }

    @Override
    public int views() {
        return 2;
    }

    @Override
    public Optional<Target> target(Shape output) {
        return Optional.of(Target.signs(Views.one(output, views()).without(-1)));
    }

    @Override
    public Node apply(Node output, Node target) {
        List<Node> views = output.chunk(0, views());
        return new org.chainrule.dsl.ops.CosineEmbedding(margin, reduction)
                .apply(views.get(0), views.get(1), target);
    }

    /** The examples that are checked. */
    public static List<LossExample> examples() {
        return List.of(
                new LossExample(Losses.cosineEmbedding(), Example.reals(8, 4), Example.signs(4)),
                new LossExample(
                        Losses.cosineEmbedding().withMargin(0.5).sum(),
                        Example.reals(2, 3),
                        Example.signs(1)));
    }
}
