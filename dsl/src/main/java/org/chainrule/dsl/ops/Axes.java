package org.chainrule.dsl.ops;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Reduction;

/**
 * The axes along which numbers become one.
 *
 * <pre>{@code
 * import org.chainrule.dsl.ops.Axes;
 * import org.chainrule.dsl.ops.Mean;
 *
 * new Mean(); // of all
 * new Mean(Axes.of(0)); // of each column of a matrix
 * new Mean(Axes.of(-1).kept()); // of each row, as a column
 * }</pre>
 *
 * @param places which, counted from 0, or from the end with negative numbers; all where none is
 *     named
 * @param isKept whether they stay, with a size of 1; by default they vanish
 */
public record Axes(List<Integer> places, boolean isKept) {

    /** A copy of the places. */
    public Axes {
        places = List.copyOf(places);
    }

    /** All axes. */
    public static Axes all() {
        return new Axes(List.of(), false);
    }

    /** These axes. */
    public static Axes of(int... places) {
        return new Axes(Arrays.stream(places).boxed().toList(), false);
    }

    /** The same, which stay with a size of 1. */
    public Axes kept() {
        return new Axes(places, true);
    }

    /** The places among the axes of a node, counted from 0, in order. */
    List<Integer> in(Node x) {
        if (places.isEmpty()) {
            return IntStream.range(0, x.shape().rank()).boxed().toList();
        }
        TreeSet<Integer> found = new TreeSet<>();
        for (int place : places) {
            Option.require(
                    found.add(x.shape().axis(place)),
                    "axes",
                    "each axis must be named once",
                    places + " of " + x.shape(),
                    "Leave one out.");
        }
        return List.copyOf(found);
    }

    private int[] array(Node x) {
        return in(x).stream().mapToInt(Integer::intValue).toArray();
    }

    /** The sum along them. */
    Node sum(Node x) {
        return reduced(Reduction.Kind.SUM, x);
    }

    /** The mean along them. */
    Node mean(Node x) {
        return sum(x).over(count(x));
    }

    /** The greatest along them. */
    Node max(Node x) {
        return reduced(Reduction.Kind.MAX, x);
    }

    /** The least along them. */
    Node min(Node x) {
        return reduced(Reduction.Kind.MIN, x);
    }

    private Node reduced(Reduction.Kind kind, Node x) {
        return new Reduction(kind, in(x), isKept).apply(x);
    }

    /** How many numbers become one. */
    Node count(Node x) {
        int[] axes = array(x);
        return axes.length == 0 ? Node.integer(1) : x.count(axes);
    }

    /** What was reduced along these axes of x, with them in their places again. */
    Node restored(Node reduced, Node x) {
        Node restored = reduced;
        for (int axis : isKept ? Collections.<Integer>emptyList() : in(x)) {
            restored = restored.unsqueeze(axis);
        }
        return restored;
    }
}
