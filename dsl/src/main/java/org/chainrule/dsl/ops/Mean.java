package org.chainrule.dsl.ops;

import java.util.List;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Kernel;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Op;

/**
 * The mean along axes, y = Σ x/n.
 *
 * <p>dx = dy/n, repeated. Shapes: x any, y without the axes, or with a size of 1 in their place; n
 * is the product of their sizes.
 *
 * @param axes along which; all by default
 */
@Teaches(meaning = "mean along axes", formula = "Σ x/n", rows = "D1")
public record Mean(Axes axes) implements Op {

    /** Of all numbers. */
    public Mean() {
        this(Axes.all());
    }

    @Override
    public List<Node> forward(List<Node> in) {
        return List.of(axes.mean(in.get(0)));
    }

    @Override
    public List<Node> vjp(Call call, Node dy) {
        Node x = call.input(0);
        return List.of(axes.restored(dy.over(axes.count(x)), x).expandLike(x));
    }

    @Override
    public List<Kernel> kernels(Call call) {
        Node x = call.input(0);
        return x.shape().rank() == 0
                ? List.of()
                : List.of(Kernel.of("mean", x, axes.in(x), axes.isKept()));
    }

    /** The examples of the op contract. */
    public static List<Example> examples() {
        return List.of(
                Example.of(new Mean(), Example.reals(3, 5)),
                Example.of(new Mean(Axes.of(0, -1)), Example.reals(2, 3, 4)),
                Example.of(new Mean(Axes.of(1).kept()), Example.reals(2, 1, 3)));
    }
}
