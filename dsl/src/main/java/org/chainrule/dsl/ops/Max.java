package org.chainrule.dsl.ops;

import java.util.List;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Kernel;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Op;

/**
 * The greatest along axes, y = max x.
 *
 * <p>dx = dy where x is the greatest, else 0. Where several are, there are two customs: they share
 * dy evenly, as in PyTorch's {@code amax}, or the first takes it all, as in its {@code max(dim)}.
 * Shapes: x any, y without the axes, or with a size of 1 in their place; where the first takes it
 * all, a by-product says which it is, counted along the axes.
 *
 * @param axes along which; all by default
 * @param ties who has the gradient where several are the greatest; all of them by default
 */
@Teaches(
        meaning = "greatest along axes, with both customs for ties",
        formula = "max x",
        rows = "D10")
public record Max(Axes axes, Ties ties) implements Op {

    /** Of all numbers; ties share the gradient. */
    public Max() {
        this(Axes.all());
    }

    /** Along these axes; ties share the gradient. */
    public Max(Axes axes) {
        this(axes, Ties.SHARED);
    }

    /** The same with another custom for ties. */
    public Max with(Ties other) {
        return new Max(axes, other);
    }

    @Override
    public List<Node> forward(List<Node> in) {
        return ties.values(in.get(0), axes, Axes::max);
    }

    @Override
    public List<Node> vjp(Call call, Node dy) {
        return ties.gradients(call, dy, axes);
    }

    @Override
    public List<String> outputSymbols() {
        return List.of("y", "i");
    }

    @Override
    public List<Kernel> kernels(Call call) {
        return ties.kernels(call, axes, "max");
    }

    /** The examples of the op contract. */
    public static List<Example> examples() {
        return List.of(
                Example.of(new Max(), Example.reals(3, 5)),
                Example.of(new Max(Axes.of(0, 2).kept()), Example.reals(2, 3, 4)),
                Example.of(new Max(Axes.of(-1)).with(Ties.FIRST), Example.reals(2, 5)),
                Example.of(new Max().with(Ties.FIRST), Example.between(-1e4, 1e4, 2, 3)),
                Example.of(new Max(Axes.of(1).kept()).with(Ties.FIRST), Example.reals(3, 1)));
    }
}
