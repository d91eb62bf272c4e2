package org.chainrule.dsl.graph;

/** Patterns of square matrices, which are the last two axes. */
public final class SquareMatrix {
    private SquareMatrix() {}

    /** I, of the size of a square matrix: whether the row is the column. */
    public static Node identity(Node like) {
        return equal(like.indices(-2), like.indices(-1));
    }

    /** Whether an element lies below the diagonal. */
    public static Node below(Node like) {
        Node row = like.indices(-2).as("i").unsqueeze(-1);
        Node column = like.indices(-1).as("j").unsqueeze(0);
        return column.lessThan(row).as("B");
    }

    /** The matrix with these numbers on its diagonal, and 0 elsewhere; (…, n) becomes (…, n, n). */
    public static Node diagonal(Node numbers) {
        return numbers.unsqueeze(-1).times(equal(numbers.indices(-1), numbers.indices(-1)));
    }

    private static Node equal(Node rows, Node columns) {
        return rows.as("i").unsqueeze(-1).equalTo(columns.as("j").unsqueeze(0)).as("I");
    }
}
