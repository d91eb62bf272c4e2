package org.chainrule.dsl.ops;

import java.util.List;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Kernel;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Op;

/**
 * Log-softmax over the last axis, y = x − log Σ eˣ, computed from x − max x so that nothing
 * overflows.
 *
 * <p>dx = dy − eʸ·Σ dy. Shapes: x and y (…, n).
 */
@Teaches(meaning = "logarithm of softmax over the last axis", formula = "x − log Σ eˣ")
public record LogSoftmax() implements Op {

    @Override
    public List<Node> forward(List<Node> in) {
        Node z = in.get(0).minus(in.get(0).maxKept(-1)).as("z");
        return List.of(z.minus(z.exp().sumKept(-1).log()));
    }

    @Override
    public List<Node> vjp(Call call, Node dy) {
        return List.of(dy.minus(call.output(0).exp().times(dy.sumKept(-1))));
    }

    @Override
    public List<Kernel> kernels(Call call) {
        return List.of(Kernel.of("log_softmax", call.input(0), -1));
    }

    /** The examples of the op contract. */
    public static List<Example> examples() {
        return List.of(
                Example.of(new LogSoftmax(), Example.reals(3, 5)),
                Example.of(new LogSoftmax(), Example.between(990, 1010, 2, 4)));
    }
}
