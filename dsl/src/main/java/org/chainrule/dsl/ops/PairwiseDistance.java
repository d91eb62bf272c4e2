package org.chainrule.dsl.ops;

import java.util.List;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Kernel;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Op;

/**
 * The distance of vectors a and b along the last axis, y = (Σ |d|^p)^(1/p) of d = a − b + ε; the
 * greatest |d| for an infinite p.
 *
 * <p>da = sign(d)·(|d|/y)^(p−1)·dy, which for p = 2 is d/y·dy, and 0 where y = 0; db = −da. Shapes:
 * a and b (…, n), y (…).
 *
 * @param power p, at least 1, infinite for the greatest difference
 * @param epsilon ε, which keeps the distance of equal vectors from 0
 */
@Teaches(meaning = "distance of vectors along the last axis", formula = "‖a − b + ε‖ₚ")
public record PairwiseDistance(double power, double epsilon) implements Op {

    @Override
    public List<Node> forward(List<Node> in) {
        Node d = in.get(0).minus(in.get(1)).plus(epsilon).as("r");
        if (Double.isInfinite(power)) {
            return List.of(d.abs().maxKept(-1).sum(-1));
        }
        if (power == 1) {
            return List.of(d.abs().sum(-1));
        }
        return List.of(
                power == 2 ? d.square().sum(-1).sqrt() : d.abs().pow(power).sum(-1).pow(1 / power));
    }

    @Override
    public List<Node> vjp(Call call, Node dy) {
        Node d = call.input(0).minus(call.input(1)).plus(epsilon).as("r");
        Node y = call.output(0).unsqueeze(-1);
        Node upstream = dy.unsqueeze(-1);
        Node da;
        if (power == 1) {
            da = d.sign().times(upstream);
        } else if (Double.isInfinite(power)) {
            Node greatest = d.abs().equalTo(y);
            da = greatest.times(d.sign()).times(upstream.over(greatest.sumKept(-1)));
        } else {
            Node isApart = y.greaterThan(Node.constant(0));
            Node length = isApart.choose(y, Node.constant(1).expandLike(y));
            Node direction =
                    power == 2
                            ? d.over(length)
                            : d.sign().times(d.abs().over(length).pow(power - 1));
            da = direction.times(upstream);
        }
        return List.of(da, da.negate());
    }

    @Override
    public List<Kernel> kernels(Call call) {
        return List.of(
                Kernel.of(
                        "pairwise_distance",
                        call.input(0),
                        call.input(1),
                        power,
                        epsilon,
                        false)); // the axis vanishes
    }

    @Override
    public List<String> inputSymbols() {
        return List.of("a", "b");
    }

    /** The examples of the op contract. */
    public static List<Example> examples() {
        return List.of(
                example(new PairwiseDistance(2, 1e-6), 3, 5),
                example(new PairwiseDistance(1, 1e-6), 2, 2, 3),
                example(new PairwiseDistance(3, 1e-6), 1, 4),
                example(new PairwiseDistance(Double.POSITIVE_INFINITY, 1e-6), 3, 4),
                example(new PairwiseDistance(2, 0), 4, 1));
    }

    private static Example example(PairwiseDistance op, long... sizes) {
        return Example.of(op, Example.reals(sizes), Example.reals(sizes));
    }
}
