package org.chainrule.dsl.ops;

import java.util.List;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Op;

/**
 * The squared Euclidean norm along axes, y = Σ x².
 *
 * <p>dx = dy·2x. Shapes: x any, y without the axes, or with a size of 1 in their place.
 *
 * @param axes along which; all by default
 */
@Teaches(meaning = "squared Euclidean norm along axes", formula = "Σ x²", rows = "D4")
public record SquaredNorm(Axes axes) implements Op {

    /** Of all numbers. */
    public SquaredNorm() {
        this(Axes.all());
    }

    @Override
    public List<Node> forward(List<Node> in) {
        return List.of(axes.sum(in.get(0).square()));
    }

    @Override
    public List<Node> vjp(Call call, Node dy) {
        Node x = call.input(0);
        return List.of(x.times(2).times(axes.restored(dy, x)));
    }

    /** The examples of the op contract. */
    public static List<Example> examples() {
        return List.of(
                Example.of(new SquaredNorm(), Example.reals(3, 5)),
                Example.of(new SquaredNorm(Axes.of(-1)), Example.reals(2, 1, 4)),
                Example.of(new SquaredNorm(Axes.of(0).kept()), Example.reals(1, 3)));
    }
}
