package org.chainrule.dsl.ops;

import java.util.List;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Kernel;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Op;

/**
 * An affine map of the last axis, y = x·Wᵀ + b.
 *
 * <p>Shapes: x (…, in), W (out, in), b (out) or absent, y (…, out). With N the product of the
 * leading axes and x, dy seen as (N, in) and (N, out): dx = dy·W, dW = dyᵀ·x, db = Σ dy over N.
 */
@Teaches(meaning = "affine map of the last axis", formula = "x·Wᵀ + b", rows = "F1")
public record Linear() implements Op {

    @Override
    public List<Node> forward(List<Node> in) {
        Node product = in.get(0).matmul(in.get(1).transpose());
        return List.of(in.size() == 3 ? product.plus(in.get(2)) : product);
    }

    @Override
    public List<Node> vjp(Call call, Node dy) {
        Node x = call.input(0);
        Node w = call.input(1);
        Node dx = dy.matmul(w);
        Node dw = dy.rows().transpose().matmul(x.rows());
        return call.inputs().size() == 3 ? List.of(dx, dw, dy.rows().sum(0)) : List.of(dx, dw);
    }

    @Override
    public List<Kernel> kernels(Call call) {
        return List.of(Kernel.of("linear", call.inputs().toArray()));
    }

    @Override
    public List<String> inputSymbols() {
        return List.of("x", "W", "b");
    }

    /** The examples of the op contract. */
    public static List<Example> examples() {
        return List.of(
                Example.of(
                        new Linear(), Example.reals(3, 5), Example.reals(2, 5), Example.reals(2)),
                Example.of(new Linear(), Example.reals(1, 3, 4), Example.reals(7, 4)));
    }
}
