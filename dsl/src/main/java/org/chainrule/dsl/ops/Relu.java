package org.chainrule.dsl.ops;

import java.util.List;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Kernel;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Op;

/**
 * The rectified linear unit, y = max(x, 0), element by element.
 *
 * <p>dx = dy where x &gt; 0, else 0; at 0 the derivative is taken as 0, as PyTorch does. Any shape.
 * Source: Nair and Hinton, "Rectified Linear Units Improve Restricted Boltzmann Machines", 2010.
 */
@Teaches(meaning = "rectified linear unit", formula = "max(x, 0)", rows = "B1")
public record Relu() implements Op {

    @Override
    public List<Node> forward(List<Node> in) {
        Node x = in.get(0);
        return List.of(positive(x).choose(x, Node.constant(0)));
    }

    @Override
    public List<Node> vjp(Call call, Node dy) {
        return List.of(positive(call.input(0)).choose(dy, Node.constant(0)));
    }

    /** Whether x &gt; 0. */
    static Node positive(Node x) {
        return x.greaterThan(Node.constant(0));
    }

    @Override
    public List<Kernel> kernels(Call call) {
        return List.of(Kernel.of("relu", call.input(0)));
    }

    /** The examples of the op contract. */
    public static List<Example> examples() {
        return List.of(
                Example.of(new Relu(), Example.between(0.1, 2, 3, 4)),
                Example.of(new Relu(), Example.between(-2, -0.1, 5)));
    }
}
