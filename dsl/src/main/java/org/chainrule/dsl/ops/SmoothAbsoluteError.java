package org.chainrule.dsl.ops;

import java.util.List;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Kernel;
import org.chainrule.dsl.graph.Node;

/**
 * The absolute error of each element d = x − t, rounded off at 0: e = ½d²/β where |d| &lt; β,
 * beyond it |d| − ½β. It is Huber's error with δ = β, divided by β; with β = 0 it is |d|.
 *
 * <p>For the mean, dx = clip(d/β, −1, 1)/n·dL, dt = −dx. Shapes: x and t of one shape, L a number,
 * or of that shape without a reduction. Source: Girshick, "Fast R-CNN", 2015.
 *
 * @param beta β, where the parabola becomes a line; at least 0
 * @param reduction what becomes of the errors
 */
@Teaches(
        meaning = "smooth absolute error",
        formula = "½d²/β where |d| < β, else |d| − ½β, of d = x − t")
public record SmoothAbsoluteError(double beta, Reduction reduction) implements ElementLoss {

    @Override
    public Node element(Node x, Node t) {
        Node d = x.minus(t).as("r");
        if (beta == 0) {
            return d.abs();
        }
        Node inner = d.square().times(0.5 / beta);
        return d.abs().lessThan(Node.constant(beta)).choose(inner, d.abs().plus(-beta / 2));
    }

    @Override
    public Node slope(Node x, Node t) {
        return slope(x.minus(t));
    }

    @Override
    public Node targetSlope(Node x, Node t) {
        return slope(t.minus(x));
    }

    private Node slope(Node d) {
        return beta == 0 ? d.sign() : HuberError.clipped(d.over(beta), 1);
    }

    @Override
    public List<Kernel> kernels(Call call) {
        return reduction.kernels(
                code -> Kernel.of("smooth_l1_loss", call.input(0), call.input(1), code, beta));
    }

    /** The examples of the op contract. */
    public static List<Example> examples() {
        return List.of(
                Example.of(
                        new SmoothAbsoluteError(1, Reduction.MEAN),
                        Example.reals(3, 5),
                        Example.reals(3, 5)),
                Example.of(
                        new SmoothAbsoluteError(0.25, Reduction.SUM),
                        Example.reals(7),
                        Example.reals(7)),
                Example.of(
                        new SmoothAbsoluteError(0, Reduction.MEAN),
                        Example.reals(4),
                        Example.reals(4)),
                Example.of(
                        new SmoothAbsoluteError(2, Reduction.NONE),
                        Example.between(-1e4, 1e4, 1, 3),
                        Example.reals(1, 3)),
                Example.of(
                        new SmoothAbsoluteError(1, Reduction.BATCH_MEAN),
                        Example.reals(2, 3),
                        Example.reals(2, 3)));
    }
}
