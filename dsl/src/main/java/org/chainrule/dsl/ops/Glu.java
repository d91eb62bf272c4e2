package org.chainrule.dsl.ops;

import java.util.List;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.Dim;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Kernel;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Op;

/**
 * A gated linear unit: x is cut in two halves a and b along an axis, y = a ⊙ g(b), where the gate g
 * is an op of each element.
 *
 * <p>da = dy ⊙ g(b), db is what the gate makes of dy ⊙ a, and dx = [da, db]. Shapes: x (…, 2n), y
 * (…, n), where the axis is the last. The first half is what passes and the second what gates, as
 * in PyTorch's glu. Sources: Dauphin et al., "Language Modeling with Gated Convolutional Networks",
 * 2016; Shazeer, "GLU Variants Improve Transformer", 2020.
 *
 * @param gate g; the sigmoid by default
 * @param axis the axis that is cut; the last, −1, by default
 */
@Teaches(
        meaning = "gated linear unit of halves a and b; swiglu and geglu by their gates",
        formula = "a ⊙ g(b)",
        rows = "B11")
public record Glu(Op gate, int axis) implements Op {

    /** The sigmoid as gate, along the last axis: PyTorch's glu. */
    public Glu() {
        this(new Sigmoid());
    }

    /** A gate, along the last axis. */
    public Glu(Op gate) {
        this(gate, -1);
    }

    /** SwiGLU: a ⊙ silu(b). */
    public static Glu swi() {
        return new Glu(new Silu());
    }

    /** GeGLU: a ⊙ gelu(b). */
    public static Glu ge() {
        return new Glu(new Gelu());
    }

    /** ReGLU: a ⊙ relu(b). */
    public static Glu re() {
        return new Glu(new Relu());
    }

    /** The same along another axis. */
    public Glu along(int other) {
        return new Glu(gate, other);
    }

    @Override
    public List<Node> forward(List<Node> in) {
        List<Node> halves = halves(in.get(0));
        return List.of(halves.get(0).times(gate.apply(halves.get(1))));
    }

    @Override
    public List<Node> vjp(Call call, Node dy) {
        Node x = call.input(0);
        List<Node> halves = halves(x);
        Node gated = gate.apply(halves.get(1));
        Node da = dy.times(gated).as("da");
        Node db = gate.vjp(gated.call(), dy.times(halves.get(0))).get(0).as("db");
        return List.of(Node.concat(axis, List.of(da, db)));
    }

    private List<Node> halves(Node x) {
        Dim whole = x.shape().dim(axis);
        Option.require(
                !whole.isOpen() && whole.size() % 2 == 0,
                "glu",
                "the axis must have an even size that is fixed",
                whole + " of " + x.shape(),
                "Double the width of the layer before it.");
        List<Node> halves = x.chunk(axis, 2);
        halves.get(0).as("a");
        halves.get(1).as("b");
        return halves;
    }

    @Override
    public List<Kernel> kernels(Call call) {
        boolean isPlain = gate.equals(new Sigmoid());
        return isPlain ? List.of(Kernel.of("glu", call.input(0), axis)) : List.of();
    }

    /** The examples of the op contract. */
    public static List<Example> examples() {
        return List.of(
                Example.of(new Glu(), Example.reals(3, 6)),
                Example.of(new Glu().along(0), Example.between(-1e4, 1e4, 2, 3)),
                Example.of(swi(), Example.reals(2, 1, 4)),
                Example.of(ge().along(1), Example.reals(1, 2, 3)),
                Example.of(re(), Example.reals(5, 2)));
    }
}
