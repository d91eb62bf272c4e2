package org.chainrule.dsl.ops;

import java.util.List;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Kernel;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Op;

/**
 * The hard swish, y = x·min(max(x + 3, 0), 6)/6, element by element: 0 below −3, x above 3, and
 * x·(x + 3)/6 between.
 *
 * <p>dx = 0 below −3, dy from 3 on, and dy·(x/3 + ½) between and at −3; at 3 versions of PyTorch
 * differ. Any shape. Source: Howard et al., "Searching for MobileNetV3", 2019.
 */
@Teaches(meaning = "swish of straight lines", formula = "x·min(max(x + 3, 0), 6)/6", rows = "B10")
public record HardSwish() implements Op {

    @Override
    public List<Node> forward(List<Node> in) {
        Node x = in.get(0);
        return List.of(cases(x, x.times(x.plus(3)).over(6), x));
    }

    @Override
    public List<Node> vjp(Call call, Node dy) {
        Node x = call.input(0);
        return List.of(cases(x, dy.times(x.over(3).plus(0.5)), dy));
    }

    private static Node cases(Node x, Node between, Node above) {
        Node rest = x.lessThan(Node.constant(3)).choose(between, above);
        return x.lessThan(Node.constant(-3)).choose(Node.constant(0), rest);
    }

    @Override
    public List<Kernel> kernels(Call call) {
        return List.of(Kernel.of("hardswish", call.input(0)));
    }

    /** The examples of the op contract. */
    public static List<Example> examples() {
        return List.of(
                Example.of(new HardSwish(), Example.between(-5, 5, 3, 5)),
                Example.of(new HardSwish(), Example.between(-1e4, 1e4, 7)));
    }
}
