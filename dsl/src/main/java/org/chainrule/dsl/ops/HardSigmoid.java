package org.chainrule.dsl.ops;

import java.util.List;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Op;

/**
 * The hard sigmoid, y = min(max(x + 3, 0), 6)/6, element by element: straight lines in place of the
 * logistic curve.
 *
 * <p>dx = dy/6 where −3 &lt; x &lt; 3, else 0; at ±3 too the derivative is taken as 0, as PyTorch
 * does. Any shape. It has no kernel: libtorch's divides by 6 in 32 bits, whatever the numbers.
 * Source: Howard et al., "Searching for MobileNetV3", 2019.
 */
@Teaches(meaning = "sigmoid of straight lines", formula = "min(max(x + 3, 0), 6)/6")
public record HardSigmoid() implements Op {

    @Override
    public List<Node> forward(List<Node> in) {
        return List.of(HardTanh.bounded(in.get(0).plus(3), 0, 6).over(6));
    }

    @Override
    public List<Node> vjp(Call call, Node dy) {
        return List.of(HardTanh.inside(call.input(0), -3, 3, dy.over(6)));
    }

    /** The examples of the op contract. */
    public static List<Example> examples() {
        return List.of(
                Example.of(new HardSigmoid(), Example.between(-5, 5, 3, 5)),
                Example.of(new HardSigmoid(), Example.between(-1e4, 1e4, 7)));
    }
}
