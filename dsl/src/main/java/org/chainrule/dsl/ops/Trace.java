package org.chainrule.dsl.ops;

import java.util.List;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Kernel;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Op;
import org.chainrule.dsl.graph.SquareMatrix;

/**
 * The trace, y = Σ Aᵢᵢ.
 *
 * <p>dA = dy·I. Shapes: A (…, n, n), y (…).
 */
@Teaches(
        meaning = "trace of a square matrix; dA = dy·I",
        formula = "Σ Aᵢᵢ",
        rows = {"D11", "I2"})
public record Trace() implements Op {

    @Override
    public List<Node> forward(List<Node> in) {
        Node a = Squares.require("trace", in.get(0));
        return List.of(a.times(SquareMatrix.identity(a)).sum(-2, -1));
    }

    @Override
    public List<Node> vjp(Call call, Node dy) {
        Node identity = SquareMatrix.identity(call.input(0));
        return List.of(dy.unsqueeze(-1).unsqueeze(-1).times(identity));
    }

    @Override
    public List<Kernel> kernels(Call call) {
        Kernel diagonal = Kernel.of("diagonal", call.input(0), 0, -2, -1);
        return List.of(Kernel.of("sum", diagonal, List.of(-1), false));
    }

    @Override
    public List<String> inputSymbols() {
        return List.of("A");
    }

    /** The examples of the op contract. */
    public static List<Example> examples() {
        return List.of(
                Example.of(new Trace(), Example.reals(3, 3)),
                Example.of(new Trace(), Example.reals(2, 1, 1)),
                Example.of(new Trace(), Example.reals(2, 4, 4)));
    }
}
