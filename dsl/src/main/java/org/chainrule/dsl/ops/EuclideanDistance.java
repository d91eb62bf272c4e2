package org.chainrule.dsl.ops;

import java.util.List;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Op;

/**
 * The Euclidean distance along the last axis, y = ‖a − b + ε‖.
 *
 * <p>da = dy·(a − b + ε)/y, db = −da, and both 0 where y is 0. Shapes: a and b (…, n), which
 * broadcast, y (…).
 *
 * @param epsilon ε, added to each difference; 0 by default, while 1e-6 gives PyTorch's {@code
 *     pairwise_distance}, whose gradient no distance makes 0
 */
@Teaches(meaning = "Euclidean distance along the last axis", formula = "‖a − b‖", rows = "D8")
public record EuclideanDistance(double epsilon) implements Op {

    /** ε = 0. */
    public EuclideanDistance() {
        this(0);
    }

    /**
     * Another ε.
     *
     * @throws org.chainrule.dsl.error.ChainruleException if it is below 0
     */
    public EuclideanDistance {
        Option.require(
                epsilon >= 0 && Double.isFinite(epsilon),
                "euclideanDistance",
                "epsilon must be 0 or more",
                epsilon,
                "Use 0, or 1e-6 for PyTorch's pairwise_distance.");
    }

    @Override
    public List<Node> forward(List<Node> in) {
        return List.of(new Norm(2, Axes.of(-1)).apply(difference(in)));
    }

    @Override
    public List<Node> vjp(Call call, Node dy) {
        Node scale = Root.over(dy, call.output(0)).unsqueeze(-1);
        Node da = difference(call.inputs()).times(scale).as("g");
        return List.of(da, da.negate());
    }

    private Node difference(List<Node> in) {
        Node difference = in.get(0).minus(in.get(1));
        return epsilon == 0 ? difference : difference.plus(epsilon);
    }

    @Override
    public List<String> inputSymbols() {
        return List.of("a", "b");
    }

    /** The examples of the op contract. */
    public static List<Example> examples() {
        return List.of(
                Example.of(new EuclideanDistance(), Example.reals(5), Example.reals(5)),
                Example.of(new EuclideanDistance(), Example.reals(3, 1, 4), Example.reals(2, 4)),
                Example.of(new EuclideanDistance(1e-6), Example.reals(2, 3), Example.reals(2, 3)));
    }
}
