package org.chainrule.dsl.ops;

import java.util.List;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Kernel;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Op;

/**
 * The parametric rectified linear unit, y = x where x &gt; 0, else a·x, with a slope a that is
 * learned.
 *
 * <p>dx = dy where x &gt; 0, else a·dy; da = Σ dy·x over the x ≤ 0 that a stands for. Shapes: x and
 * y any, a one that broadcasts to it. At 0 the derivative by x is taken as a, as PyTorch does.
 * Source: He et al., "Delving Deep into Rectifiers", 2015.
 */
@Teaches(meaning = "rectified linear unit with a learned slope a", formula = "x if x > 0, else a·x")
public record Prelu() implements Op {

    @Override
    public List<Node> forward(List<Node> in) {
        Node x = in.get(0);
        return List.of(Relu.positive(x).choose(x, x.times(in.get(1))));
    }

    @Override
    public List<Node> vjp(Call call, Node dy) {
        Node x = call.input(0);
        Node positive = Relu.positive(x);
        return List.of(
                positive.choose(dy, dy.times(call.input(1))),
                positive.choose(Node.constant(0), dy.times(x)));
    }

    @Override
    public List<Kernel> kernels(Call call) {
        boolean isOne = call.input(1).shape().rank() == 1 && call.input(1).shape().elements() == 1;
        return isOne ? List.of(Kernel.of("prelu", call.input(0), call.input(1))) : List.of();
    }

    @Override
    public List<String> inputSymbols() {
        return List.of("x", "a");
    }

    /** The examples of the op contract. */
    public static List<Example> examples() {
        return List.of(
                Example.of(new Prelu(), Example.reals(3, 5), Example.reals(1)),
                Example.of(new Prelu(), Example.reals(2, 3, 4), Example.reals(3, 1)),
                Example.of(new Prelu(), Example.reals(1, 4), Example.reals(4)));
    }
}
