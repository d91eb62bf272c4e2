package org.chainrule.dsl.ops;

import java.util.List;
import java.util.Optional;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Kernel;
import org.chainrule.dsl.graph.LogarithmOf;
import org.chainrule.dsl.graph.Node;

/**
 * Log-softmax along an axis, y = x − log Σ eˣ, computed from x − max x so that nothing overflows.
 *
 * <p>dx = dy − eʸ·Σ dy; its Jacobian is δᵢⱼ − e^(yⱼ). Shapes: x and y (…, n), where the axis is the
 * last.
 *
 * @param axis the axis along which eʸ sums to 1; the last, −1, by default
 */
@Teaches(meaning = "logarithm of softmax along an axis", formula = "x − log Σ eˣ", rows = "B9")
public record LogSoftmax(int axis) implements LogarithmOf {

    /** Along the last axis. */
    public LogSoftmax() {
        this(-1);
    }

    @Override
    public List<Node> forward(List<Node> in) {
        Node z = in.get(0).minus(in.get(0).maxKept(axis)).as("z");
        return List.of(z.minus(z.exp().sumKept(axis).log()));
    }

    @Override
    public List<Node> vjp(Call call, Node dy) {
        return List.of(dy.minus(call.output(0).exp().times(dy.sumKept(axis))));
    }

    @Override
    public Optional<Node> jacobian(Call call) {
        Node x = call.input(0);
        Node column = call.output(0).unsqueeze(-2).as("yⱼ");
        return Softmax.isLast(x, axis)
                ? Optional.of(Softmax.delta(x).minus(column.exp()))
                : Optional.empty();
    }

    @Override
    public String function() {
        return new Softmax(axis).name();
    }

    @Override
    public List<Kernel> kernels(Call call) {
        return List.of(Kernel.of("log_softmax", call.input(0), axis));
    }

    /** The examples of the op contract. */
    public static List<Example> examples() {
        return List.of(
                Example.of(new LogSoftmax(), Example.reals(3, 5)),
                Example.of(new LogSoftmax(0), Example.between(-1e4, 1e4, 4, 1, 2)),
                Example.of(new LogSoftmax(), Example.between(990, 1010, 2, 4)));
    }
}
