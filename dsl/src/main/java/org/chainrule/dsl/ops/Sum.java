package org.chainrule.dsl.ops;

import java.util.List;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Op;

/**
 * The sum along axes, y = Σ x.
 *
 * <p>dx = dy, repeated. Shapes: x any, y without the axes, or with a size of 1 in their place.
 *
 * @param axes along which; all by default
 */
@Teaches(meaning = "sum along axes", formula = "Σ x", rows = "D2")
public record Sum(Axes axes) implements Op {

    /** Of all numbers. */
    public Sum() {
        this(Axes.all());
    }

    @Override
    public List<Node> forward(List<Node> in) {
        return List.of(axes.sum(in.get(0)));
    }

    @Override
    public List<Node> vjp(Call call, Node dy) {
        Node x = call.input(0);
        return List.of(axes.restored(dy, x).expandLike(x));
    }

    /** The examples of the op contract. */
    public static List<Example> examples() {
        return List.of(
                Example.of(new Sum(), Example.reals(3, 5)),
                Example.of(new Sum(Axes.of(0, -1)), Example.reals(2, 3, 4)),
                Example.of(new Sum(Axes.of(1).kept()), Example.reals(2, 1, 3)));
    }
}
