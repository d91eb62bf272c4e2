package org.chainrule.dsl.ops;

import java.util.List;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Kernel;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Op;

/**
 * The hard hyperbolic tangent, x bounded to an interval, y = min(max(x, low), high), element by
 * element.
 *
 * <p>dx = dy where low &lt; x &lt; high, else 0; at the bounds too the derivative is taken as 0, as
 * PyTorch does. Any shape. Source: Collobert, "Large Scale Machine Learning", 2004.
 *
 * @param low the least y; −1 by default
 * @param high the greatest y; 1 by default
 */
@Teaches(meaning = "x bounded to an interval", formula = "min(max(x, low), high)")
public record HardTanh(double low, double high) implements Op {

    /** From −1 to 1. */
    public HardTanh() {
        this(-1, 1);
    }

    /**
     * Other bounds.
     *
     * @throws org.chainrule.dsl.error.ChainruleException if low is not below high
     */
    public HardTanh {
        Option.require(
                low < high,
                "hardTanh",
                "low must be below high",
                low + " and " + high,
                "-1 and 1 are common.");
    }

    @Override
    public List<Node> forward(List<Node> in) {
        return List.of(bounded(in.get(0), low, high));
    }

    @Override
    public List<Node> vjp(Call call, Node dy) {
        return List.of(inside(call.input(0), low, high, dy));
    }

    /** x, but not below low nor above high. */
    static Node bounded(Node x, double low, double high) {
        Node least = Node.constant(low);
        Node greatest = Node.constant(high);
        return x.atMost(least).choose(least, greatest.atMost(x).choose(greatest, x));
    }

    /** A gradient where x lies between low and high, else 0. */
    static Node inside(Node x, double low, double high, Node dx) {
        Node none = Node.constant(0);
        Node below = x.lessThan(Node.constant(high)).choose(dx, none);
        return x.greaterThan(Node.constant(low)).choose(below, none);
    }

    @Override
    public List<Kernel> kernels(Call call) {
        return List.of(Kernel.of("hardtanh", call.input(0), low, high));
    }

    /** The examples of the op contract. */
    public static List<Example> examples() {
        return List.of(
                Example.of(new HardTanh(), Example.reals(3, 5)),
                Example.of(new HardTanh(-0.5, 1.5), Example.between(-1e4, 1e4, 7)),
                Example.of(new HardTanh(0, 1), Example.between(0.1, 0.9, 1, 3)));
    }
}
