package org.chainrule.dsl.ops;

import java.util.List;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Kernel;
import org.chainrule.dsl.graph.Node;

/**
 * Huber's error of each element d = x − t: e = ½d² where |d| ≤ δ, beyond it δ·(|d| − ½δ).
 *
 * <p>For the mean, dx = clip(d, −δ, δ)/n·dL, dt = −dx. Shapes: x and t of one shape, L a number, or
 * of that shape without a reduction. Source: Huber, "Robust Estimation of a Location Parameter",
 * 1964.
 *
 * @param delta δ, where the parabola becomes a line; more than 0
 * @param reduction what becomes of the errors
 */
@Teaches(
        meaning = "Huber's error, a parabola that goes on as a line",
        formula = "½d² where |d| ≤ δ, else δ·(|d| − ½δ), of d = x − t")
public record HuberError(double delta, Reduction reduction) implements ElementLoss {

    @Override
    public Node element(Node x, Node t) {
        Node d = x.minus(t).as("r");
        Node inner = d.square().times(0.5);
        Node outer = d.abs().plus(-delta / 2).times(delta);
        return d.abs().atMost(Node.constant(delta)).choose(inner, outer);
    }

    @Override
    public Node slope(Node x, Node t) {
        return clipped(x.minus(t), delta);
    }

    @Override
    public Node targetSlope(Node x, Node t) {
        return clipped(t.minus(x), delta);
    }

    static Node clipped(Node d, double bound) {
        return d.max(Node.constant(-bound)).min(Node.constant(bound));
    }

    @Override
    public String rule() {
        return "Huber error";
    }

    @Override
    public List<Kernel> kernels(Call call) {
        return reduction.kernels(
                code -> Kernel.of("huber_loss", call.input(0), call.input(1), code, delta));
    }

    /** The examples of the op contract. */
    public static List<Example> examples() {
        return List.of(
                Example.of(
                        new HuberError(1, Reduction.MEAN),
                        Example.reals(3, 5),
                        Example.reals(3, 5)),
                Example.of(new HuberError(0.25, Reduction.SUM), Example.reals(7), Example.reals(7)),
                Example.of(
                        new HuberError(2, Reduction.NONE),
                        Example.between(-1e4, 1e4, 1, 3),
                        Example.reals(1, 3)),
                Example.of(
                        new HuberError(1, Reduction.BATCH_MEAN),
                        Example.reals(2, 3),
                        Example.reals(2, 3)));
    }
}
