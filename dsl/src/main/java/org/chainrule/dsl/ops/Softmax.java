package org.chainrule.dsl.ops;

import java.util.List;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Kernel;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Op;

/**
 * Softmax over the last axis, y = eˣ / Σ eˣ, computed from x − max x so that nothing overflows.
 *
 * <p>Its Jacobian is yᵢ(δᵢⱼ − yⱼ); the product dx = y ⊙ (dy − Σ dy·y) never builds it. Shapes: x
 * and y (…, n).
 */
@Teaches(meaning = "softmax over the last axis", formula = "eˣ/Σ eˣ")
public record Softmax() implements Op {

    @Override
    public List<Node> forward(List<Node> in) {
        Node e = in.get(0).minus(in.get(0).maxKept(-1)).exp().as("e");
        return List.of(e.over(e.sumKept(-1)));
    }

    @Override
    public List<Node> vjp(Call call, Node dy) {
        return List.of(new Gradient().apply(dy, call.output(0)));
    }

    @Override
    public List<Kernel> kernels(Call call) {
        return List.of(Kernel.of("softmax", call.input(0), -1));
    }

    /** The examples of the op contract. */
    public static List<Example> examples() {
        return List.of(
                Example.of(new Softmax(), Example.reals(3, 5)),
                Example.of(new Softmax(), Example.between(-1010, -990, 1, 2, 4)));
    }

    /** dx = y ⊙ (dy − Σ dy·y), from dy and y. */
    public record Gradient() implements Op {

        @Override
        public List<Node> forward(List<Node> in) {
            Node dy = in.get(0);
            Node y = in.get(1);
            return List.of(y.times(dy.minus(dy.times(y).sumKept(-1))));
        }

        @Override
        public List<Kernel> kernels(Call call) {
            Node y = call.input(1);
            return List.of(
                    Kernel.of(
                            "_softmax_backward_data", call.input(0), y, -1, new Kernel.DTypeOf(y)));
        }

        /** The examples of the op contract. */
        public static List<Example> examples() {
            return List.of(
                    Example.of(new Gradient(), Example.reals(3, 4), Example.between(0, 1, 3, 4)));
        }
    }
}
