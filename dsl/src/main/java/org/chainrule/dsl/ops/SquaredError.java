package org.chainrule.dsl.ops;

import java.util.List;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Kernel;
import org.chainrule.dsl.graph.Node;

/**
 * The squared error of each element, e = (x − t)².
 *
 * <p>For the mean, L = 1/n·Σ (x − t)², dx = 2(x − t)/n·dL, dt = −dx. Shapes: x and t of one shape,
 * L a number, or of that shape without a reduction.
 *
 * @param reduction what becomes of the errors
 */
@Teaches(meaning = "squared error", formula = "1/n·Σ (x − t)²")
public record SquaredError(Reduction reduction) implements ElementLoss {

    @Override
    public Node element(Node x, Node t) {
        return x.minus(t).square();
    }

    @Override
    public Node slope(Node x, Node t) {
        return x.minus(t).times(2);
    }

    @Override
    public Node targetSlope(Node x, Node t) {
        return x.minus(t).times(-2);
    }

    @Override
    public List<Kernel> kernels(Call call) {
        return reduction.kernels(code -> Kernel.of("mse_loss", call.input(0), call.input(1), code));
    }

    /** The examples of the op contract. */
    public static List<Example> examples() {
        return List.of(
                Example.of(
                        new SquaredError(Reduction.MEAN), Example.reals(3, 5), Example.reals(3, 5)),
                Example.of(new SquaredError(Reduction.SUM), Example.reals(1), Example.reals(1)),
                Example.of(
                        new SquaredError(Reduction.NONE),
                        Example.between(-100, 100, 2, 3),
                        Example.reals(2, 3)),
                Example.of(
                        new SquaredError(Reduction.BATCH_MEAN),
                        Example.reals(2, 3, 4),
                        Example.reals(2, 3, 4)));
    }
}
