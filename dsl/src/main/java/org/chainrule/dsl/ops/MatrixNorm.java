package org.chainrule.dsl.ops;

import java.util.List;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Kernel;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Op;

/**
 * A norm of a matrix.
 *
 * <p>Frobenius: √Σ Aᵢⱼ², dA = dy·A/y, and 0 at A = 0. Nuclear: Σ σ, dA = dy·U·Vᵀ. Spectral: the
 * greatest σ, dA = dy·u·vᵀ with its vectors; where several are greatest they share the gradient.
 * Shapes: A (…, m, n), for the last two norms of fixed sizes, y (…).
 *
 * @param kind which; Frobenius by default
 */
@Teaches(
        meaning = "norm of a matrix: Frobenius, nuclear, spectral",
        formula = "√Σ Aᵢⱼ², Σ σ, max σ")
public record MatrixNorm(Kind kind) implements Op {

    /** A norm of matrices. */
    public enum Kind {
        /** The root of the sum of squares. */
        FROBENIUS,
        /** The sum of the singular values. */
        NUCLEAR,
        /** The greatest singular value: how much a vector is stretched at most. */
        SPECTRAL
    }

    /** Frobenius's norm. */
    public MatrixNorm() {
        this(Kind.FROBENIUS);
    }

    @Override
    public List<Node> forward(List<Node> in) {
        Node a = in.get(0);
        return List.of(
                switch (kind) {
                    case FROBENIUS -> a.square().sum(-2, -1).sqrt();
                    case NUCLEAR -> new Svd().apply(a).sum(-1);
                    case SPECTRAL -> new Svd().apply(a).maxKept(-1).sum(-1);
                });
    }

    @Override
    public List<Node> vjp(Call call, Node dy) {
        if (kind != Kind.FROBENIUS) {
            return Op.super.vjp(call, dy);
        }
        Node y = call.output(0);
        Node isNone = y.equalTo(Node.constant(0));
        Node scale = dy.over(isNone.choose(Node.constant(1), y));
        return List.of(call.input(0).times(scale.unsqueeze(-1).unsqueeze(-1)));
    }

    @Override
    public List<Kernel> kernels(Call call) {
        return kind == Kind.FROBENIUS
                ? List.of(Kernel.of("linalg_vector_norm", call.input(0), 2, List.of(-2, -1), false))
                : List.of();
    }

    @Override
    public List<String> inputSymbols() {
        return List.of("A");
    }

    /** The examples of the op contract. */
    public static List<Example> examples() {
        return List.of(
                Example.of(new MatrixNorm(), Example.reals(3, 5)),
                Example.of(new MatrixNorm(), Example.reals(2, 1, 1)),
                Squares.apart(new MatrixNorm(Kind.NUCLEAR), 5, 3),
                Squares.apart(new MatrixNorm(Kind.SPECTRAL), 2, 2, 4));
    }
}
