package org.chainrule.dsl.layers;

import java.util.List;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Dim;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.initializers.Initializers;

/**
 * The parametric rectified linear unit, y = x where x &gt; 0, else a·x, with a slope a that is
 * learned. See {@link org.chainrule.dsl.ops.Prelu}.
 *
 * <p>Shapes: x and y any; the parameter {@code weight} a (1), or (C) with a slope for each channel.
 * As in PyTorch, there is one slope by default, and it begins at 0.25.
 *
 * @param isShared whether all channels have the same slope
 * @param axis the axis of the channels where they have their own
 * @param initial where the slopes begin
 */
@Teaches(meaning = "rectified linear unit with a learned slope a", formula = "x if x > 0, else a·x")
public record Prelu(boolean isShared, int axis, double initial) implements Layer {

    /** One slope, which begins at 0.25. */
    public Prelu() {
        this(true, -1, 0.25);
    }

    /** The same with a slope for each channel: axis 1 of images, the last, −1, of vectors. */
    public Prelu perChannel(int channels) {
        return new Prelu(false, channels, initial);
    }

    /** The same with slopes that begin elsewhere. */
    public Prelu withInitial(double slope) {
        return new Prelu(isShared, axis, slope);
    }

    @Override
    public Node apply(Scope scope, Node x) {
        if (!Double.isFinite(initial)) {
            throw scope.error(
                    "the slope must begin at a finite number",
                    "but found " + initial,
                    "0.25 is common.");
        }
        Dim channels = isShared ? Dim.of("", 1) : x.shape().dim(axis);
        Node slope = scope.parameter("weight", Initializers.constant(initial), channels);
        int behind = isShared ? 0 : x.shape().rank() - 1 - x.shape().axis(axis);
        for (int i = 0; i < behind; i++) {
            slope = slope.unsqueeze(-1);
        }
        return new org.chainrule.dsl.ops.Prelu().apply(x, slope);
    }

    /** The examples that are checked. */
    public static List<LayerExample> examples() {
        return List.of(
                LayerExample.of(new Prelu(), Example.reals(3, 5)),
                LayerExample.of(
                        new Prelu().perChannel(1).withInitial(-0.5), Example.reals(2, 3, 4)),
                LayerExample.of(new Prelu().perChannel(-1), Example.reals(1, 2)));
    }
}
