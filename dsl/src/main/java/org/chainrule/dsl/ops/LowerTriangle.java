package org.chainrule.dsl.ops;

import java.util.List;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Kernel;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Op;

/**
 * The lower triangle of a matrix: y[i, j] = x[i, j] for j ≤ i, and 0 above the diagonal.
 *
 * <p>dx is the lower triangle of dy. Shapes: x and y (…, n, m).
 */
@Teaches(meaning = "lower triangle of a matrix", formula = "x[i, j] for j ≤ i, else 0")
public record LowerTriangle() implements Op {

    @Override
    public List<Node> forward(List<Node> in) {
        Node x = in.get(0);
        Node isKept = x.indices(-1).atMost(x.indices(-2).unsqueeze(-1));
        return List.of(isKept.choose(x, Node.constant(0)));
    }

    @Override
    public List<Node> vjp(Call call, Node dy) {
        return List.of(new LowerTriangle().apply(dy));
    }

    @Override
    public List<Kernel> kernels(Call call) {
        return List.of(Kernel.of("tril", call.input(0)));
    }

    @Override
    public String name() {
        return "tril";
    }

    /** The examples of the op contract. */
    public static List<Example> examples() {
        return List.of(
                Example.of(new LowerTriangle(), Example.reals(3, 3)),
                Example.of(new LowerTriangle(), Example.reals(2, 4, 3)),
                Example.of(new LowerTriangle(), Example.reals(1, 1)));
    }
}
