package org.chainrule.dsl.classroom;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.chainrule.dsl.classroom.Mistake.Wrong;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.ExpandLike;
import org.chainrule.dsl.graph.MatMul;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Reduction;
import org.chainrule.dsl.graph.ReshapeLike;

/** Mistakes that are made in the gradient itself: a sign, a factor, a transposition, a sum. */
final class ResultMistakes {
    private ResultMistakes() {}

    static List<Mistake> all() {
        return List.of(
                Mistake.once(
                        "wrong sign",
                        "Every number has the wrong sign.",
                        walk -> walk.right().negate()),
                Mistake.once(
                        "a factor 2 too many",
                        "Every number is twice what it must be.",
                        walk -> walk.right().times(2)),
                Mistake.once(
                        "a factor 2 missing",
                        "Every number is half of what it must be. Has a square been derived without"
                                + " its 2?",
                        walk -> walk.right().times(0.5)),
                new Mistake("transposed", ResultMistakes::transposed),
                new Mistake("transposed a factor", ResultMistakes::transposedFactor),
                new Mistake("missed the sum", ResultMistakes::unsummed),
                new Mistake("kept the summed axis", ResultMistakes::kept),
                new Mistake("took the mean for the sum", ResultMistakes::averaged),
                new Mistake("forgot the upstream gradient", ResultMistakes::withoutUpstream),
                new Mistake(
                        "used the input where the output belongs", ResultMistakes::inputForOutput),
                new Mistake(
                        "used the output where the input belongs", ResultMistakes::outputForInput));
    }

    private static List<Wrong> transposed(Walk walk) {
        return walk.x().shape().rank() < 2
                ? List.of()
                : List.of(
                        new Wrong(
                                "The numbers are right, but the last two axes are in each other's"
                                        + " place.",
                                () -> walk.right().transpose()));
    }

    private static List<Wrong> transposedFactor(Walk walk) {
        List<Wrong> wrongs = new ArrayList<>();
        for (Walk.Way way : walk.ways()) {
            Node right = Rewrite.inParts(walk.right());
            for (Call product : Walk.between(way.dy(), right)) {
                if (product.op() instanceof MatMul) {
                    wrongs.add(transposedFactor(right, product, 0));
                    wrongs.add(transposedFactor(right, product, 1));
                }
            }
        }
        return wrongs;
    }

    private static Wrong transposedFactor(Node right, Call product, int factor) {
        Change change =
                (call, in) -> {
                    List<Node> factors = new ArrayList<>(in);
                    factors.set(factor, in.get(factor).transpose());
                    return Call.of(call.op(), factors).output(0);
                };
        return new Wrong(
                (factor == 0 ? "The first" : "The second")
                        + " factor of the matrix product is transposed where it must not be, or"
                        + " isn't where it must be. Shapes that are not square would not fit.",
                () -> Rewrite.changing(Map.of(product, change), right));
    }

    private static List<Wrong> unsummed(Walk walk) {
        return sums(walk)
                .map(
                        sum ->
                                new Wrong(
                                        walk.name()
                                                + " is used once for each step along "
                                                + axes(sum)
                                                + ", so its gradient is the sum along it.",
                                        () -> sum.call().input(0)))
                .toList();
    }

    private static List<Wrong> kept(Walk walk) {
        return sums(walk)
                .filter(sum -> !reduction(sum).keep())
                .map(
                        sum ->
                                new Wrong(
                                        "The sum along "
                                                + axes(sum)
                                                + " is right, but the axis must vanish: "
                                                + walk.name()
                                                + " doesn't have it.",
                                        () -> reduced(sum, true)))
                .toList();
    }

    private static List<Wrong> averaged(Walk walk) {
        return sums(walk)
                .map(
                        sum ->
                                new Wrong(
                                        "The gradient of what is used more than once is the sum"
                                                + " along "
                                                + axes(sum)
                                                + ", not the mean.",
                                        () -> walk.right().over(counted(sum))))
                .toList();
    }

    /** The sums that end the gradient, as the op has it and as the chain rule has it. */
    private static Stream<Node> sums(Walk walk) {
        return Stream.of(Rewrite.inParts(walk.right()), walk.derived())
                .map(ResultMistakes::withoutViews)
                .filter(node -> !node.isZero() && node.call().op() instanceof Reduction)
                .filter(node -> reduction(node).kind() == Reduction.Kind.SUM);
    }

    private static Node withoutViews(Node node) {
        Node inner = node;
        while (!inner.isZero()
                && (inner.call().op() instanceof ExpandLike
                        || inner.call().op() instanceof ReshapeLike)) {
            inner = inner.call().input(0);
        }
        return inner;
    }

    private static Reduction reduction(Node sum) {
        return (Reduction) sum.call().op();
    }

    private static Node reduced(Node sum, boolean keep) {
        Reduction reduction = reduction(sum);
        return new Reduction(reduction.kind(), reduction.axes(), keep).apply(sum.call().input(0));
    }

    private static Node counted(Node sum) {
        int[] axes = reduction(sum).axes().stream().mapToInt(Integer::intValue).toArray();
        return sum.call().input(0).count(axes);
    }

    private static String axes(Node sum) {
        return Axes.names(sum.call().input(0).shape(), reduction(sum).axes());
    }

    private static List<Wrong> withoutUpstream(Walk walk) {
        Map<Node, Node> ones = new IdentityHashMap<>();
        for (Walk.Way way : walk.ways()) {
            ones.put(way.dy(), Node.constant(1).expandLike(way.dy()));
        }
        return List.of(
                new Wrong(
                        "The chain rule multiplies by the gradient of the result. This one is as if"
                                + " that were 1 everywhere.",
                        () -> Rewrite.replacing(ones, walk.right())));
    }

    private static List<Wrong> inputForOutput(Walk walk) {
        return walk.ways().stream()
                .map(
                        way ->
                                new Wrong(
                                        "The formula is right where the result of the forward pass"
                                                + " stands in it, not "
                                                + walk.name()
                                                + ".",
                                        () -> inputForOutput(walk, way)))
                .toList();
    }

    private static Node inputForOutput(Walk walk, Walk.Way way) {
        Map<Node, Node> replaced = new IdentityHashMap<>();
        way.results().forEach(result -> replaced.put(result, walk.x()));
        return Rewrite.replacing(replaced, walk.right());
    }

    private static List<Wrong> outputForInput(Walk walk) {
        return walk.ways().stream()
                .map(
                        way ->
                                new Wrong(
                                        "The formula is right where "
                                                + walk.name()
                                                + " stands in it, not the result of the forward"
                                                + " pass.",
                                        () -> outputForInput(walk, way)))
                .toList();
    }

    private static Node outputForInput(Walk walk, Walk.Way way) {
        Map<Node, Node> replaced = new IdentityHashMap<>();
        way.y().call().outputs().forEach(output -> replaced.put(output, output));
        way.results().forEach(result -> replaced.put(result, result)); // the forward pass is right
        replaced.put(walk.x(), way.y());
        return Rewrite.replacing(replaced, walk.right());
    }
}
