package org.chainrule.dsl.classroom;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.chainrule.dsl.graph.Binary;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.DType;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Primitive;
import org.chainrule.dsl.graph.Reduction;
import org.chainrule.dsl.graph.Reverse;

/**
 * One gradient that is asked for, and how it comes about: what mistakes are made from.
 *
 * <p>The forward pass is there in primitives, so that a {@link Mistake} can change a step of it and
 * have the reverse walk give the gradient that comes out wrong.
 */
public final class Walk {
    private final Node x;
    private final String name;
    private final List<Way> ways;
    private final Node right;

    /**
     * One result that depends on x.
     *
     * @param y the result
     * @param inParts the same in primitives
     * @param dy its gradient, which is given
     */
    public record Way(Node y, Node inParts, Node dy) {

        /** A result and its gradient. */
        static Way of(Node y, Node dy) {
            return new Way(y, Rewrite.inParts(y), dy);
        }

        /** The nodes that stand for the result: the op's output, and the ends of what it is. */
        List<Node> results() {
            List<Node> results = new ArrayList<>(List.of(y, inParts));
            Node end = y;
            while (!(end.call().op() instanceof Primitive)) {
                end = end.call().body().get(end.index());
                results.add(end);
            }
            return results;
        }
    }

    /**
     * The way back to a value.
     *
     * @param name the name of the value
     * @param x the value
     * @param ways the results that depend on it
     * @param right its gradient as the derivation has it
     */
    Walk(String name, Node x, List<Way> ways, Node right) {
        this.name = name;
        this.x = x;
        this.ways = List.copyOf(ways);
        this.right = right;
    }

    /** The value whose gradient is asked for. */
    public Node x() {
        return x;
    }

    /** The name of the value. */
    public String name() {
        return name;
    }

    /** The right gradient, as the derivation has it. */
    public Node right() {
        return right;
    }

    /** The results that depend on the value, each with its gradient. */
    public List<Way> ways() {
        return ways;
    }

    /**
     * The primitives that lie between the value and the results and have a gradient, in the order
     * of the forward pass.
     */
    public List<Call> steps() {
        Between between = new Between(x);
        ways.forEach(way -> between.visit(way.inParts()));
        return between.found.stream()
                .filter(call -> call.output(0).dtype() == DType.FLOAT)
                .toList();
    }

    /** All primitives of the forward pass, whether they lie behind the value or not. */
    public List<Call> forward() {
        Set<Call> found = new LinkedHashSet<>();
        ways.forEach(way -> forward(way.inParts(), found));
        return List.copyOf(found);
    }

    private static void forward(Node node, Set<Call> found) {
        if (!found.contains(node.call())) {
            node.call().inputs().forEach(input -> forward(input, found));
            found.add(node.call());
        }
    }

    /** The gradient that comes out where some steps are changed. */
    public Node with(Map<Call, Change> changes) {
        Node sum = Node.zero();
        for (Way way : ways) {
            Node y = Rewrite.changing(changes, way.inParts());
            Node dx = Reverse.gradients(y, way.dy(), List.of(x)).get(0);
            sum = sum.isZero() ? dx : dx.isZero() ? sum : sum.plus(dx);
        }
        return sum;
    }

    /**
     * The wrong gradients that come out where some steps are changed: as they are, and with the
     * shift by a maximum taken for a constant. Softmax has such a shift, to which nothing comes
     * back as long as all is right; formulas by hand leave it out.
     *
     * @param explanation what is wrong
     * @param changes the steps that are changed
     */
    public List<Mistake.Wrong> wrong(String explanation, Map<Call, Change> changes) {
        Map<Call, Change> shifted = new IdentityHashMap<>();
        steps().stream().filter(Walk::isShift).forEach(s -> shifted.put(s, Change.blocked(1)));
        Mistake.Wrong plain = new Mistake.Wrong(explanation, () -> with(changes));
        if (shifted.isEmpty()) {
            return List.of(plain);
        }
        shifted.putAll(changes);
        return List.of(plain, new Mistake.Wrong(explanation, () -> with(shifted)));
    }

    /** Whether the maximum of numbers is subtracted from them. */
    private static boolean isShift(Call call) {
        return call.op() == Binary.SUBTRACT
                && call.input(1).call().op() instanceof Reduction greatest
                && greatest.kind() == Reduction.Kind.MAX
                && call.input(1).call().input(0) == call.input(0);
    }

    /** The gradient with nothing changed, derived step by step. */
    public Node derived() {
        return with(Map.of());
    }

    /** The calls on the ways from one node to others. */
    static List<Call> between(Node from, Node to) {
        Between between = new Between(from);
        between.visit(to);
        return between.found;
    }

    private static final class Between {
        private final Node from;
        private final Map<Call, Boolean> seen = new IdentityHashMap<>();
        private final List<Call> found = new ArrayList<>();

        Between(Node from) {
            this.from = from;
        }

        boolean visit(Node node) {
            if (node == from) {
                return true;
            }
            if (node.isZero()) {
                return false;
            }
            Boolean known = seen.get(node.call());
            if (known == null) {
                boolean any = false;
                for (Node input : node.call().inputs()) {
                    any |= visit(input);
                }
                known = any;
                seen.put(node.call(), known);
                if (known) {
                    found.add(node.call());
                }
            }
            return known;
        }
    }
}
