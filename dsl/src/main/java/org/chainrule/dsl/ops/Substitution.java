package org.chainrule.dsl.ops;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Op;

/**
 * The solution of a triangular system: z of L·z = b by forward substitution, or of Lᵀ·z = b by back
 * substitution, row by row.
 *
 * <p>db = L⁻ᵀ·dz and dL = −tril(Σ db·zᵀ) forward; db = L⁻¹·dz and dL = −tril(Σ z·dbᵀ) back. Shapes:
 * L (n, n), of which the lower triangle alone is read; b and z (…, n), each row a system of its
 * own. Source: Golub and Van Loan, "Matrix Computations", 3.1.
 *
 * @param isBack whether the matrix is Lᵀ
 */
@Teaches(meaning = "solution of a triangular system", formula = "z of L·z = b, or of Lᵀ·z = b")
public record Substitution(boolean isBack) implements Op {

    @Override
    public List<Node> forward(List<Node> in) {
        Node l = in.get(0);
        Node rest = in.get(1);
        int n = Math.toIntExact(l.shape().dim(-1).fixed());
        List<Node> columns = (isBack ? l : l.transpose()).chunk(0, n); // of the matrix
        List<Node> solved = new ArrayList<>();
        for (int step = 0; step < n; step++) {
            int i = isBack ? n - 1 - step : step;
            Node column = columns.get(i).merge(0, 1);
            Node z = rest.chunk(-1, n).get(i).over(column.chunk(0, n).get(i));
            solved.add(z);
            rest =
                    rest.minus(
                            z.times(column)); // what the other side of the column adds is not read
        }
        if (isBack) {
            Collections.reverse(solved);
        }
        return List.of(Node.concat(-1, solved));
    }

    @Override
    public List<Node> vjp(Call call, Node dy) {
        Node l = call.input(0);
        Node db = new Substitution(!isBack).apply(l, dy);
        Node z = call.output(0);
        Node product = isBack ? outer(z, db) : outer(db, z);
        return List.of(new LowerTriangle().apply(product).negate(), db);
    }

    /** Σ a·bᵀ over all rows: (n, n). */
    static Node outer(Node a, Node b) {
        return a.shape().rank() == 1
                ? a.unsqueeze(-1).times(b)
                : a.rows().transpose().matmul(b.rows());
    }

    @Override
    public boolean isFunction(Call call) {
        return true;
    }

    @Override
    public String name() {
        return isBack ? "backSubstitution" : "forwardSubstitution";
    }

    @Override
    public List<String> inputSymbols() {
        return List.of("L", "b");
    }

    @Override
    public List<String> outputSymbols() {
        return List.of("z");
    }

    /** The examples of the op contract. */
    public static List<Example> examples() {
        return List.of(
                Example.of(
                        new Substitution(false), Example.between(0.5, 2, 3, 3), Example.reals(3)),
                Example.of(
                        new Substitution(true), Example.between(0.5, 2, 3, 3), Example.reals(4, 3)),
                Example.of(
                        new Substitution(false),
                        Example.between(0.5, 2, 2, 2),
                        Example.reals(1, 3, 2)),
                Example.of(
                        new Substitution(true),
                        Example.between(0.5, 2, 1, 1),
                        Example.reals(5, 1)));
    }
}
