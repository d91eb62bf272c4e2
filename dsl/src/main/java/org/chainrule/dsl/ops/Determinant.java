package org.chainrule.dsl.ops;

import java.util.List;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Factorization;
import org.chainrule.dsl.graph.Kernel;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Op;

/**
 * The determinant of a square matrix, y = det A.
 *
 * <p>dA = dy·y·A⁻ᵀ (Jacobi's formula); a singular matrix has the determinant 0, but there this form
 * has no gradient. It overflows where its logarithm does not: {@link LogDeterminant}. Shapes: A (…,
 * n, n), y (…).
 */
@Teaches(meaning = "determinant of a square matrix", formula = "det A")
public record Determinant() implements Op {

    @Override
    public List<Node> forward(List<Node> in) {
        List<Node> parts = Call.of(Factorization.LOG_DETERMINANT, in).outputs();
        return List.of(parts.get(1).times(parts.get(0).exp()));
    }

    @Override
    public List<Node> vjp(Call call, Node dy) {
        Node inverse = Factorization.INVERSE.apply(call.input(0));
        Node scale = dy.times(call.output(0)).unsqueeze(-1).unsqueeze(-1);
        return List.of(scale.times(inverse.transpose()));
    }

    @Override
    public List<Kernel> kernels(Call call) {
        return List.of(Kernel.of("linalg_det", call.input(0)));
    }

    @Override
    public List<String> inputSymbols() {
        return List.of("A");
    }

    /** The examples of the op contract. */
    public static List<Example> examples() {
        return List.of(
                Squares.regular(new Determinant(), 3, 3),
                Squares.regular(new Determinant(), 2, 1, 1),
                Squares.regular(new Determinant(), 2, 3, 3));
    }
}
