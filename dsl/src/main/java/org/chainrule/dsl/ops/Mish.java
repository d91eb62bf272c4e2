package org.chainrule.dsl.ops;

import java.util.List;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Kernel;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Op;

/**
 * Mish, y = x·tanh(ln(1 + eˣ)), element by element.
 *
 * <p>With t = tanh(ln(1 + eˣ)): dx = dy·(t + x·σ(x)·(1 − t²)). Any shape. Source: Misra, "Mish: A
 * Self Regularized Non-Monotonic Activation Function", 2019.
 */
@Teaches(meaning = "mish", formula = "x·tanh(ln(1 + eˣ))", rows = "B10")
public record Mish() implements Op {

    @Override
    public List<Node> forward(List<Node> in) {
        return List.of(in.get(0).times(gate(in.get(0))));
    }

    @Override
    public List<Node> vjp(Call call, Node dy) {
        Node x = call.input(0);
        Node t = gate(x);
        Node curve = x.times(new Sigmoid().apply(x)).times(t.square().subtractedFrom(1));
        return List.of(dy.times(t.plus(curve)));
    }

    private static Node gate(Node x) {
        return Softplus.exact().apply(x).tanh().as("t");
    }

    @Override
    public List<Kernel> kernels(Call call) {
        return List.of(Kernel.of("mish", call.input(0)));
    }

    /** The examples of the op contract. */
    public static List<Example> examples() {
        return List.of(
                Example.of(new Mish(), Example.reals(3, 5)),
                Example.of(new Mish(), Example.between(-1e4, 1e4, 7)));
    }
}
