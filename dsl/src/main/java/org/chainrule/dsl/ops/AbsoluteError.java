package org.chainrule.dsl.ops;

import java.util.List;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Kernel;
import org.chainrule.dsl.graph.Node;

/**
 * The absolute error of each element, e = |x − t|.
 *
 * <p>For the mean, L = 1/n·Σ |x − t|, dx = sign(x − t)/n·dL, dt = −dx; where x = t, 0. Shapes: x
 * and t of one shape, L a number, or of that shape without a reduction.
 *
 * @param reduction what becomes of the errors
 */
@Teaches(meaning = "absolute error", formula = "1/n·Σ |x − t|")
public record AbsoluteError(Reduction reduction) implements ElementLoss {

    @Override
    public Node element(Node x, Node t) {
        return x.minus(t).abs();
    }

    @Override
    public Node slope(Node x, Node t) {
        return x.minus(t).sign();
    }

    @Override
    public Node targetSlope(Node x, Node t) {
        return t.minus(x).sign();
    }

    @Override
    public List<Kernel> kernels(Call call) {
        return reduction.kernels(code -> Kernel.of("l1_loss", call.input(0), call.input(1), code));
    }

    /** The examples of the op contract. */
    public static List<Example> examples() {
        return List.of(
                Example.of(
                        new AbsoluteError(Reduction.MEAN),
                        Example.reals(3, 5),
                        Example.reals(3, 5)),
                Example.of(
                        new AbsoluteError(Reduction.SUM),
                        Example.between(-1e4, 1e4, 4),
                        Example.reals(4)),
                Example.of(
                        new AbsoluteError(Reduction.NONE),
                        Example.reals(1, 3),
                        Example.reals(1, 3)),
                Example.of(
                        new AbsoluteError(Reduction.BATCH_MEAN),
                        Example.reals(2, 3),
                        Example.reals(2, 3)));
    }
}
