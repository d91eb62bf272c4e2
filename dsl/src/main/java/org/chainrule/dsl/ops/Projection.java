package org.chainrule.dsl.ops;

import java.util.List;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Op;

/**
 * The projection of a on the line through 0 and b, along the last axis: y = s·b with s = a·b/(b·b).
 *
 * <p>With q = dy·b/(b·b): da = q·b, db = s·dy + q·(a − 2s·b). Shapes: a, b and y (…, n); a and b
 * broadcast. Where b is 0 there is no line, and y is not a number.
 */
@Teaches(
        meaning = "projection of a on b along the last axis",
        formula = "(a·b/(b·b))·b",
        rows = "D9")
public record Projection() implements Op {

    @Override
    public List<Node> forward(List<Node> in) {
        return List.of(share(in.get(0), in.get(1)).as("s").times(in.get(1)));
    }

    @Override
    public List<Node> vjp(Call call, Node dy) {
        Node a = call.input(0);
        Node b = call.input(1);
        Node s = share(a, b).as("s");
        Node q = share(dy, b).as("q");
        Node rest = a.minus(s.times(b).times(2));
        return List.of(q.times(b), s.times(dy).plus(q.times(rest)));
    }

    /** a·b/(b·b). */
    private static Node share(Node a, Node b) {
        return a.times(b).sumKept(-1).over(b.square().sumKept(-1));
    }

    @Override
    public List<String> inputSymbols() {
        return List.of("a", "b");
    }

    /** The examples of the op contract. */
    public static List<Example> examples() {
        return List.of(
                Example.of(new Projection(), Example.reals(5), Example.between(0.5, 2, 5)),
                Example.of(
                        new Projection(), Example.reals(3, 1, 4), Example.between(-2, -0.5, 2, 4)),
                Example.of(new Projection(), Example.reals(3, 1), Example.between(0.5, 2, 1, 1)));
    }
}
