package org.chainrule.dsl.ops;

import java.util.List;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Factorization;
import org.chainrule.dsl.graph.FactorizationGradient;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Op;

/**
 * The logarithm of the magnitude of a determinant, y = ln |det A|; by-product: the sign s of the
 * determinant, so that det A = s·eʸ.
 *
 * <p>dA = dy·A⁻ᵀ. Shapes: A (…, n, n), y and s (…). A singular matrix has y = −∞ and s = 0, and no
 * gradient.
 */
@Teaches(meaning = "logarithm of the magnitude of a determinant", formula = "ln |det A|")
public record LogDeterminant() implements Op {

    @Override
    public List<Node> forward(List<Node> in) {
        return Call.of(Factorization.LOG_DETERMINANT, in).outputs();
    }

    @Override
    public List<Node> vjp(Call call, Node dy) {
        return List.of(FactorizationGradient.logDeterminant(call.input(0), dy));
    }

    @Override
    public List<String> inputSymbols() {
        return List.of("A");
    }

    @Override
    public List<String> outputSymbols() {
        return List.of("y", "s");
    }

    /** The examples of the op contract. */
    public static List<Example> examples() {
        return List.of(
                Squares.regular(new LogDeterminant(), 3, 3),
                Squares.regular(new LogDeterminant(), 2, 1, 1),
                Squares.regular(new LogDeterminant(), 2, 4, 4));
    }
}
