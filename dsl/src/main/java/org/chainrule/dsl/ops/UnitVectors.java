package org.chainrule.dsl.ops;

import java.util.List;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Kernel;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Op;

/**
 * The vectors along the last axis scaled to length 1, y = x/max(‖x‖, ε), so that their products are
 * the cosines of the angles between them.
 *
 * <p>dx = (dy − y·(y·dy))/‖x‖: the part of dy along y does not change a direction. Where ‖x‖ ≤ ε,
 * dx = dy/ε. Shapes: x and y (…, n); by-product: the divisor r (…, 1).
 *
 * @param epsilon ε, the least divisor
 */
@Teaches(meaning = "vectors scaled to length 1", formula = "x/‖x‖")
public record UnitVectors(double epsilon) implements Op {

    @Override
    public List<Node> forward(List<Node> in) {
        Node x = in.get(0);
        Node r = x.square().sumKept(-1).sqrt().max(Node.constant(epsilon));
        return List.of(x.over(r), r);
    }

    @Override
    public List<Node> vjp(Call call, Node dy) {
        Node y = call.output(0);
        Node r = call.output(1);
        Node along = y.times(y.times(dy).sumKept(-1));
        Node isLong = r.greaterThan(Node.constant(epsilon));
        return List.of(dy.minus(isLong.choose(along, Node.constant(0))).over(r));
    }

    @Override
    public List<Kernel> kernels(Call call) {
        Node x = call.input(0);
        Kernel norm = Kernel.of("linalg_vector_norm", x, 2, List.of(-1), true);
        return List.of(Kernel.of("div", x, Kernel.of("clamp_min", norm, epsilon)));
    }

    @Override
    public List<String> outputSymbols() {
        return List.of("y", "r");
    }

    /** The examples of the op contract. */
    public static List<Example> examples() {
        return List.of(
                Example.of(new UnitVectors(1e-12), Example.reals(3, 5)),
                Example.of(new UnitVectors(1e-12), Example.between(0.5, 2, 2, 2, 1)),
                Example.of(new UnitVectors(1e-12), Example.between(-1e4, 1e4, 1, 4)));
    }
}
