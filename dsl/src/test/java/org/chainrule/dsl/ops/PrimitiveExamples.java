package org.chainrule.dsl.ops;

import static org.chainrule.dsl.graph.Example.below;
import static org.chainrule.dsl.graph.Example.between;
import static org.chainrule.dsl.graph.Example.reals;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chainrule.dsl.graph.Binary;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.Chunk;
import org.chainrule.dsl.graph.Comparison;
import org.chainrule.dsl.graph.Dim;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Example.Domain;
import org.chainrule.dsl.graph.ExpandLike;
import org.chainrule.dsl.graph.Factorization;
import org.chainrule.dsl.graph.Indices;
import org.chainrule.dsl.graph.LookUp;
import org.chainrule.dsl.graph.MatMul;
import org.chainrule.dsl.graph.MergeAxes;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Op;
import org.chainrule.dsl.graph.Overlap;
import org.chainrule.dsl.graph.PlaceLike;
import org.chainrule.dsl.graph.ReshapeLike;
import org.chainrule.dsl.graph.ScatterRows;
import org.chainrule.dsl.graph.SizeOf;
import org.chainrule.dsl.graph.SplitAxis;
import org.chainrule.dsl.graph.Transpose;
import org.chainrule.dsl.graph.Unary;
import org.chainrule.dsl.graph.Uniform;
import org.chainrule.dsl.graph.Unsqueeze;
import org.chainrule.dsl.graph.Window;
import org.chainrule.dsl.graph.Windows;

/** Examples for the op contract in which each primitive occurs, by what they show. */
final class PrimitiveExamples {
    private final Map<String, Example> examples = new LinkedHashMap<>();

    private PrimitiveExamples() {}

    /** The examples. */
    static Map<String, Example> all() {
        PrimitiveExamples made = new PrimitiveExamples();
        made.elementwise();
        made.truthValues();
        made.reductions();
        made.shapes();
        made.products();
        made.windows();
        made.examples.putAll(ScanExamples.all());
        made.factors();
        return made.examples;
    }

    /** A primitive, or an expression of some, as an op of its own. */
    private record Expression(String name, Op expression) implements Op {

        @Override
        public List<Node> forward(List<Node> inputs) {
            return expression.forward(inputs);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private void add(String name, Op op, Domain... domains) {
        examples.put(name, Example.of(op, domains));
    }

    private void expression(String name, Op op, Domain... domains) {
        add(name, new Expression(name, op), domains);
    }

    private void elementwise() {
        for (Unary op : Unary.values()) {
            add(op.name(), op, domain(op));
            expression(
                    op.name() + " of a number",
                    in -> one(op.apply(two()).times(in.get(0))),
                    reals(3));
        }
        Domain positive = between(0.5, 2, 3, 4);
        for (Binary op : Binary.values()) {
            add(op.name(), op, positive, positive);
            add(op.name() + " of one and many axes", op, between(0.5, 2, 4), between(0.5, 2, 3, 1));
            add(op.name() + " of nothing", op, between(0.5, 2, 0, 4), between(0.5, 2, 4));
            expression(op.name() + " of a number", in -> one(op.apply(two(), in.get(0))), positive);
            expression(op.name() + " by a number", in -> one(op.apply(in.get(0), two())), positive);
            if (op != Binary.POWER) { // libtorch takes logarithms of whole numbers in 32 bits
                expression(
                        op.name() + " of a whole number and a real one",
                        in -> one(op.apply(in.get(0), in.get(1))),
                        below(4, 3),
                        between(0.5, 2, 3));
            }
        }
        expression("POWER of a negative", in -> one(in.get(0).pow(3)), between(-2, -1, 3));
        for (Comparison op : Comparison.values()) {
            add(op.name(), op, below(3, 3, 4), below(3, 4));
            expression(op.name() + " of a number", in -> one(op.apply(two(), in.get(0))), reals(5));
            expression(op.name() + " by a number", in -> one(op.apply(in.get(0), two())), reals(5));
        }
        expression(
                "a fraction is not cut to a whole number",
                in -> one(in.get(0).max(Node.constant(2.5)).lessThan(Node.constant(2.4))),
                below(2, 3));
        add("uniform", new Uniform(), reals(3, 4));
    }

    private static Domain domain(Unary op) {
        return switch (op) {
            case LOG, LOG1P, SQRT, RECIPROCAL -> between(0.5, 3, 2, 5);
            case ABS, SIGN -> between(0.1, 3, 2, 5);
            default -> reals(2, 5);
        };
    }

    private static Node two() {
        return Node.constant(2);
    }

    private static List<Node> one(Node node) {
        return List.of(node);
    }

    /** What is true counts as 1 in arithmetic. */
    private void truthValues() {
        for (Binary op : List.of(Binary.ADD, Binary.SUBTRACT, Binary.MULTIPLY, Binary.MAXIMUM)) {
            expression(
                    op.name() + " of two truth values",
                    in ->
                            one(
                                    op.apply(
                                            in.get(0).lessThan(in.get(1)),
                                            in.get(1).lessThan(Node.constant(0)))),
                    reals(9),
                    reals(9));
            expression(
                    op.name() + " of a truth value and a real number",
                    in -> one(op.apply(in.get(0).lessThan(in.get(1)), in.get(1))),
                    reals(9),
                    reals(9));
        }
        expression(
                "sum of truth values",
                in -> one(in.get(0).lessThan(Node.constant(0)).sum(1)),
                reals(3, 5));
        expression(
                "greatest of truth values, less one",
                in -> one(in.get(0).lessThan(two()).maxKept(1).minus(Node.integer(1))),
                reals(3, 5));
        expression(
                "choice",
                in -> one(in.get(0).lessThan(in.get(1)).choose(in.get(0), in.get(2))),
                reals(3, 4),
                reals(4),
                reals(3, 1));
        expression(
                "choice between numbers",
                in -> one(in.get(0).lessThan(two()).choose(in.get(0), Node.constant(7))),
                reals(3, 4));
        expression(
                "choice of minus infinity",
                in -> {
                    Node least = Node.constant(Double.NEGATIVE_INFINITY);
                    Node x = in.get(0).lessThan(Node.constant(0)).choose(in.get(0), least);
                    return one(x.exp().times(in.get(0)));
                },
                reals(9));
    }

    private void reductions() {
        Domain x = reals(2, 3, 4);
        expression("sum of all", in -> one(in.get(0).sum()), x);
        expression("sum of none", in -> one(in.get(0).sum()), between(0, 1, 0, 3));
        expression("sum of a single number", in -> one(in.get(0).sum()), reals());
        expression("sum along two axes", in -> one(in.get(0).sum(0, 2)), x);
        expression("sum along adjacent axes", in -> one(in.get(0).sum(1, 2)), x);
        expression("sum along kept axes", in -> one(in.get(0).sumKept(0, -1)), x);
        expression("sum of whole numbers", in -> one(in.get(0).sum(0)), below(9, 3, 4));
        expression("mean", in -> one(in.get(0).mean(-1)), x);
        expression("mean of all", in -> one(in.get(0).mean()), x);
        expression("greatest along the last axis", in -> one(in.get(0).maxKept(-1)), x);
        expression("greatest along two axes", in -> one(in.get(0).maxKept(0, 2)), x);
        expression("least along the last axis", in -> one(in.get(0).minKept(-1)), x);
        expression("least along two axes", in -> one(in.get(0).minKept(0, 2)), x);
    }

    private void shapes() {
        Domain x = reals(2, 3, 4);
        add("repeated along an axis of 1", new ExpandLike(), reals(3, 1), x);
        add("a number repeated", new ExpandLike(), reals(), reals(2, 3));
        expression("a constant repeated", in -> one(two().expandLike(in.get(0))), x);
        add("reshaped", new ReshapeLike(), reals(6, 4), x);
        add("swapped", new Transpose(0, 2), x);
        add("first axis more", new Unsqueeze(0), x);
        add("last axis more", new Unsqueeze(3), x);
        add("all merged", new MergeAxes(0, 2), x);
        add("some merged", new MergeAxes(1, 2), x);
        add("split", new SplitAxis(1, List.of(Dim.of("a", 2), Dim.of("b", 3))), reals(2, 6, 2));
        add("indices", new Indices(1), x);
        expression("size", in -> one(new SizeOf(1).apply(in.get(0)).expandLike(in.get(0))), x);
        add("chunks", new Chunk(1, 3), reals(2, 6, 2));
        add("one chunk", new Chunk(0, 1), reals(2, 3));
        expression(
                "one chunk of several used",
                in -> one(in.get(0).chunk(-1, 2).get(1).square()),
                reals(3, 4));
        expression("joined", in -> one(Node.concat(1, in)), reals(2, 3), reals(2, 1), reals(2, 4));
        expression(
                "joined with itself", in -> one(Node.concat(0, List.of(in.get(0), in.get(0)))), x);
        expression(
                "part",
                in -> one(in.get(0).slice(-1, Node.integer(1), Node.integer(2), Dim.of("", 2))),
                x);
        expression(
                "placed",
                in -> one(new PlaceLike(1).apply(in.get(0), in.get(1), Node.integer(1))),
                reals(2, 2),
                reals(2, 4));
    }

    private void products() {
        add("product of matrices", new MatMul(), reals(3, 5), reals(5, 2));
        add("product of one row and column", new MatMul(), reals(1, 5), reals(5, 1));
        add("product of many", new MatMul(), reals(2, 3, 4, 5), reals(2, 3, 5, 2));
        add("product with repeated matrices", new MatMul(), reals(2, 1, 4, 3), reals(3, 3, 2));
        add("product of many with one", new MatMul(), reals(2, 3, 4), reals(4, 2));
        add("rows of a table", new LookUp(), reals(5, 3), below(5, 2, 4));
        add("row of a table", new LookUp(), reals(1, 3), below(1));
        add(
                "rows added into a table",
                new ScatterRows(),
                reals(2, 4, 3),
                below(5, 2, 4),
                reals(5, 3));
    }

    private void windows() {
        Window three = new Window(3);
        Window spread = new Window(2).withStride(2).withPadding(1, 2).withDilation(3);
        add("windows", new Windows(List.of(three), 0), reals(2, 7));
        add("windows that leave a rest", new Windows(List.of(three.withStride(2)), 0), reals(8));
        add("windows along two axes", new Windows(List.of(three, spread), 7), reals(2, 4, 5));
        add("windows apart", new Windows(List.of(new Window(1).withStride(3)), 0), reals(2, 6));
        add("windows of whole numbers", new Windows(List.of(spread), -1), below(9, 2, 6));
        add("overlap", new Overlap(List.of(three), List.of(0L)), reals(2, 3, 5));
        add("overlap with a rest", new Overlap(List.of(spread), List.of(1L)), reals(2, 2, 4));
        add(
                "overlap along two axes",
                new Overlap(List.of(three.withPadding(1), spread), List.of(0L, 0L)),
                reals(2, 3, 2, 4, 3));
    }

    /** Those of symmetric matrices from the symmetric part. */
    private void factors() {
        for (Factorization op : Factorization.values()) {
            boolean isSymmetric = op == Factorization.EIGEN || op == Factorization.CHOLESKY;
            Op whole =
                    in -> {
                        Node a = in.get(0);
                        Node part = isSymmetric ? a.plus(a.transpose()).over(2) : a;
                        return Call.of(op, List.of(part)).outputs();
                    };
            examples.put(op.name(), Squares.apart(new Expression(op.name(), whole), 2, 3, 3));
        }
    }
}
