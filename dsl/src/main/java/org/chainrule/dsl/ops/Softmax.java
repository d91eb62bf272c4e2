package org.chainrule.dsl.ops;

import java.util.List;
import java.util.Optional;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Kernel;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Op;

/**
 * Softmax along an axis, y = eˣ / Σ eˣ, computed from x − max x so that nothing overflows.
 *
 * <p>Its Jacobian is yᵢ(δᵢⱼ − yⱼ); the product dx = y ⊙ (dy − Σ dy·y) never builds it. Shapes: x
 * and y (…, n), where the axis is the last.
 *
 * @param axis the axis along which y sums to 1; the last, −1, by default
 */
@Teaches(
        meaning = "softmax along an axis, with its Jacobian yᵢ(δᵢⱼ − yⱼ)",
        formula = "eˣ/Σ eˣ",
        rows = "B8")
public record Softmax(int axis) implements Op {

    /** Along the last axis. */
    public Softmax() {
        this(-1);
    }

    @Override
    public List<Node> forward(List<Node> in) {
        Node z = in.get(0).minus(in.get(0).maxKept(axis)).exp().as("z");
        return List.of(z.over(z.sumKept(axis)));
    }

    @Override
    public List<Node> vjp(Call call, Node dy) {
        return List.of(new Gradient(axis).apply(dy, call.output(0)));
    }

    @Override
    public Optional<Node> jacobian(Call call) {
        return isLast(call.input(0), axis)
                ? Optional.of(new Jacobian().apply(call.output(0)))
                : Optional.empty();
    }

    static boolean isLast(Node x, int axis) {
        return x.shape().axis(axis) == x.shape().rank() - 1;
    }

    /** δᵢⱼ, 1 where i = j, else 0, for places i and j along the last axis. */
    static Node delta(Node x) {
        Node i = x.indices(-1).as("i");
        Node j = x.indices(-1).as("j");
        return i.unsqueeze(-1).equalTo(j.unsqueeze(0)).as("δᵢⱼ"); // (n, n)
    }

    @Override
    public List<Kernel> kernels(Call call) {
        return List.of(Kernel.of("softmax", call.input(0), axis));
    }

    /** The examples of the op contract. */
    public static List<Example> examples() {
        return List.of(
                Example.of(new Softmax(), Example.reals(3, 5)),
                Example.of(new Softmax(1), Example.reals(2, 3, 2)),
                Example.of(new Softmax(0), Example.between(-1e4, 1e4, 4, 1)),
                Example.of(new Softmax(), Example.between(-1010, -990, 1, 2, 4)));
    }

    /** dx = y ⊙ (dy − Σ dy·y), from dy and y. */
    public record Gradient(int axis) implements Op {

        /** Along the last axis. */
        public Gradient() {
            this(-1);
        }

        @Override
        public List<Node> forward(List<Node> in) {
            Node dy = in.get(0);
            Node y = in.get(1);
            return List.of(y.times(dy.minus(dy.times(y).sumKept(axis))));
        }

        @Override
        public List<Kernel> kernels(Call call) {
            Node y = call.input(1);
            return List.of(
                    Kernel.of(
                            "_softmax_backward_data",
                            call.input(0),
                            y,
                            axis,
                            new Kernel.DTypeOf(y)));
        }

        /** The examples of the op contract. */
        public static List<Example> examples() {
            return List.of(
                    Example.of(new Gradient(), Example.reals(3, 4), Example.between(0, 1, 3, 4)),
                    Example.of(new Gradient(0), Example.reals(3, 2), Example.between(0, 1, 3, 2)));
        }
    }

    /** The matrix of all ∂yᵢ/∂xⱼ = yᵢ(δᵢⱼ − yⱼ), (…, n, n), from y (…, n). */
    public record Jacobian() implements Op {

        @Override
        public List<Node> forward(List<Node> in) {
            Node y = in.get(0);
            Node row = y.unsqueeze(-1).as("yᵢ");
            return List.of(row.times(delta(y).minus(y.unsqueeze(-2).as("yⱼ"))));
        }

        /** The examples of the op contract. */
        public static List<Example> examples() {
            return List.of(
                    Example.of(new Jacobian(), Example.between(0, 1, 3)),
                    Example.of(new Jacobian(), Example.between(0, 1, 2, 4)));
        }
    }
}
