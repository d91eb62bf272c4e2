package org.chainrule.dsl.ops;

import java.util.List;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Kernel;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Op;

/**
 * The rectified linear unit with a bound of 6, y = min(max(x, 0), 6), element by element.
 *
 * <p>dx = dy where 0 &lt; x &lt; 6, else 0; at 0 and 6 too the derivative is taken as 0, as PyTorch
 * does. Any shape. Source: Krizhevsky, "Convolutional Deep Belief Networks on CIFAR-10", 2010.
 */
@Teaches(meaning = "rectified linear unit, at most 6", formula = "min(max(x, 0), 6)")
public record Relu6() implements Op {
    private static final double HIGH = 6;

    @Override
    public List<Node> forward(List<Node> in) {
        return List.of(HardTanh.bounded(in.get(0), 0, HIGH));
    }

    @Override
    public List<Node> vjp(Call call, Node dy) {
        return List.of(HardTanh.inside(call.input(0), 0, HIGH, dy));
    }

    @Override
    public List<Kernel> kernels(Call call) {
        return List.of(Kernel.of("relu6", call.input(0)));
    }

    /** The examples of the op contract. */
    public static List<Example> examples() {
        return List.of(
                Example.of(new Relu6(), Example.between(-3, 9, 3, 5)),
                Example.of(new Relu6(), Example.between(-1e4, 1e4, 7)));
    }
}
