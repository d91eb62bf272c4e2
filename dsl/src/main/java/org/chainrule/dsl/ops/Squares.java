package org.chainrule.dsl.ops;

import java.util.ArrayList;
import java.util.List;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Op;
import org.chainrule.dsl.graph.SquareMatrix;

/** Square matrices: what ops of them ask for, and examples that are far from singular. */
final class Squares {
    private static final double AROUND = 0.5; // of the elements beside the diagonal
    private static final double APART = 3;

    private Squares() {}

    /**
     * A matrix whose last two axes are as long as each other.
     *
     * @throws ChainruleException where they are not
     */
    static Node require(String where, Node a) {
        boolean isSquare = a.shape().rank() >= 2 && a.shape().dim(-1).agrees(a.shape().dim(-2));
        if (!isSquare) {
            throw new ChainruleException(
                    where,
                    "a matrix must have as many rows as columns",
                    "but found " + a.shape(),
                    "Slice it to a square first.");
        }
        return a;
    }

    /** An op on a matrix that is 3·I and small numbers, so that it has an inverse. */
    static Example regular(Op op, long... sizes) {
        return regular(op, List.of(), sizes);
    }

    /** The same with one input more. */
    static Example regular(Op op, Example.Domain more, long... sizes) {
        return regular(op, List.of(more), sizes);
    }

    private static Example regular(Op op, List<Example.Domain> more, long... sizes) {
        List<Example.Domain> domains = new ArrayList<>(more);
        domains.add(0, Example.between(-AROUND, AROUND, sizes));
        return Example.calling(
                in -> {
                    Node a = in.get(0);
                    List<Node> inputs = new ArrayList<>(in);
                    inputs.set(0, a.plus(SquareMatrix.identity(a).times(APART)));
                    return Call.of(op, inputs);
                },
                domains.toArray(Example.Domain[]::new));
    }

    /** An op on a matrix of 2, 5, 8, … on the diagonal and small numbers. */
    static Example apart(Op op, long... sizes) {
        return apartFrom(2, op, sizes);
    }

    /** An op on a matrix whose diagonal rises by 3 from a number on, and small numbers. */
    static Example apartFrom(double first, Op op, long... sizes) {
        return Example.calling(
                in -> {
                    Node a = in.get(0);
                    Node values = a.indices(-1).times(APART).plus(first);
                    return Call.of(op, List.of(a.plus(SquareMatrix.identity(a).times(values))));
                },
                Example.between(-AROUND, AROUND, sizes));
    }
}
