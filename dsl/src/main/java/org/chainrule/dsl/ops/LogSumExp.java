package org.chainrule.dsl.ops;

import java.util.List;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Kernel;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Op;

/**
 * The logarithm of a sum of exponentials along axes, y = ln Σ eˣ, a smooth maximum, computed from x
 * − max x so that nothing overflows.
 *
 * <p>dx = dy·e^(x − y), which is dy·softmax(x). Shapes: x any, y without the axes, or with a size
 * of 1 in their place. Where all x are −∞, y is −∞ and dx is 0.
 *
 * @param axes along which; the last by default
 */
@Teaches(meaning = "smooth maximum along axes", formula = "ln Σ eˣ", rows = "B9")
public record LogSumExp(Axes axes) implements Op {

    /** Along the last axis. */
    public LogSumExp() {
        this(Axes.of(-1));
    }

    @Override
    public List<Node> forward(List<Node> in) {
        Node x = in.get(0);
        Node z = x.minus(finite(axes.kept().max(x)).as("m")).as("z");
        return List.of(axes.sum(z.exp()).log().plus(finite(axes.max(x)).as("m")));
    }

    @Override
    public List<Node> vjp(Call call, Node dy) {
        Node x = call.input(0);
        Node y = finite(axes.restored(call.output(0), x));
        return List.of(axes.restored(dy, x).times(x.minus(y).exp()));
    }

    /** With 0 in the place of what is infinite: ∞ − ∞ is not a number. */
    private static Node finite(Node x) {
        Node isFinite = x.abs().lessThan(Node.constant(Double.POSITIVE_INFINITY));
        return isFinite.choose(x, Node.constant(0));
    }

    @Override
    public List<Kernel> kernels(Call call) {
        Node x = call.input(0);
        return x.shape().rank() == 0
                ? List.of()
                : List.of(Kernel.of("logsumexp", x, axes.in(x), axes.isKept()));
    }

    /** The examples of the op contract. */
    public static List<Example> examples() {
        return List.of(
                Example.of(new LogSumExp(), Example.reals(3, 5)),
                Example.of(new LogSumExp(Axes.all()), Example.between(-1e4, 1e4, 2, 3)),
                Example.of(new LogSumExp(Axes.of(0, 2).kept()), Example.reals(2, 1, 4)));
    }
}
