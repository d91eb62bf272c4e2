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
 * The solution X of A·X = B, which is A⁻¹·B, computed without the inverse.
 *
 * <p>dB = A⁻ᵀ·dX, dA = −dB·Xᵀ. Shapes: A (…, n, n), regular; B and X (…, n, m). Source: Giles,
 * "Collected Matrix Derivative Results for Forward and Reverse Mode Algorithmic Differentiation",
 * 2008.
 */
@Teaches(meaning = "solution of a system of linear equations", formula = "A⁻¹·B")
public record Solve() implements Op {

    @Override
    public List<Node> forward(List<Node> in) {
        return List.of(Factorization.INVERSE.apply(in.get(0)).matmul(in.get(1)));
    }

    @Override
    public List<Node> vjp(Call call, Node dy) {
        Node db = new Solve().apply(call.input(0).transpose(), dy).as("G");
        return List.of(db.matmul(call.output(0).transpose()).negate(), db);
    }

    @Override
    public List<Kernel> kernels(Call call) {
        return List.of(Kernel.of("linalg_solve", call.input(0), call.input(1)));
    }

    @Override
    public List<String> inputSymbols() {
        return List.of("A", "B");
    }

    @Override
    public List<String> outputSymbols() {
        return List.of("X");
    }

    /** The examples of the op contract. */
    public static List<Example> examples() {
        return List.of(
                Squares.regular(new Solve(), Example.reals(3, 2), 3, 3),
                Squares.regular(new Solve(), Example.reals(2, 1, 4), 2, 1, 1),
                Squares.regular(new Solve(), Example.reals(4, 1), 2, 4, 4));
    }
}
