package org.chainrule.dsl.ops;

import java.util.List;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Kernel;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Op;

/**
 * The pseudo-inverse of any matrix, Y = A⁺ = V·diag(1/σ)·Uᵀ, where singular values near 0 count as
 * 0 and so does what would be one over them.
 *
 * <p>dA = −Yᵀ·dY·Yᵀ + (I − A·Y)·dYᵀ·Y·Yᵀ + Yᵀ·Y·dYᵀ·(I − Y·A), as long as the rank stays. Shapes: A
 * (…, m, n), of fixed sizes, Y (…, n, m). Source: Golub and Pereyra, "The Differentiation of
 * Pseudo-Inverses and Nonlinear Least Squares Problems Whose Variables Separate", 1973.
 *
 * @param relative up to which part of the greatest singular value another one counts as 0.
 *     PyTorch's is the greater of m and n times the distance of 1 from the next number, which
 *     depends on the kind of number
 */
@Teaches(meaning = "pseudo-inverse of any matrix", formula = "V·diag(1/σ)·Uᵀ")
public record PseudoInverse(double relative) implements Op {
    /** Of examples: dY − A·Y·dY cancels, which products in bf16 leave as much as Y is great. */
    private static final double FIRST = 6;

    /** A few roundings of 32 bits. */
    public static final double RELATIVE = 1e-6;

    /** The pseudo-inverse with {@link #RELATIVE}. */
    public PseudoInverse() {
        this(RELATIVE);
    }

    /**
     * With a limit of one's own.
     *
     * @throws ChainruleException if it is not between 0 and 1
     */
    public PseudoInverse {
        if (!(relative >= 0 && relative < 1)) {
            throw new ChainruleException(
                    "pseudoInverse",
                    "the limit of singular values must be 0 or more and below 1",
                    "but found " + relative,
                    "Take " + RELATIVE + ", or leave it out.");
        }
    }

    @Override
    public List<Node> forward(List<Node> in) {
        List<Node> factors = Call.of(new Svd(), in).outputs();
        Node s = factors.get(0).as("σ");
        Node isNone = s.atMost(s.maxKept(-1).times(relative));
        Node safe = isNone.choose(Node.constant(1), s);
        Node inverse = isNone.choose(Node.constant(0), safe.reciprocal()).as("σ⁺");
        Node scaled = factors.get(2).times(inverse.unsqueeze(-2));
        return List.of(scaled.matmul(factors.get(1).transpose()));
    }

    @Override
    public List<Node> vjp(Call call, Node dy) {
        Node a = call.input(0);
        Node y = call.output(0);
        Node t = y.transpose();
        Node g = dy.transpose();
        Node left = g.minus(a.matmul(y.matmul(g))).matmul(y).matmul(t);
        Node right = t.matmul(y).matmul(g.minus(g.matmul(y).matmul(a)));
        return List.of(left.plus(right).minus(t.matmul(dy).matmul(t)));
    }

    @Override
    public List<Kernel> kernels(Call call) {
        return List.of(
                Kernel.of("linalg_pinv", call.input(0), new Kernel.Keyword("rtol", relative)));
    }

    @Override
    public List<String> inputSymbols() {
        return List.of("A");
    }

    @Override
    public List<String> outputSymbols() {
        return List.of("Y");
    }

    /** The examples of the op contract. */
    public static List<Example> examples() {
        return List.of(
                Squares.apartFrom(FIRST, new PseudoInverse(), 3, 3),
                Squares.apartFrom(FIRST, new PseudoInverse(), 5, 3),
                Squares.apartFrom(FIRST, new PseudoInverse(), 2, 2, 4),
                Squares.apartFrom(FIRST, new PseudoInverse(), 2, 1, 1));
    }
}
