package org.chainrule.dsl.ops;

import java.util.List;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Op;

/**
 * Softsign, y = x/(1 + |x|), element by element: it nears ±1 as slowly as 1/x.
 *
 * <p>dx = dy/(1 + |x|)². Any shape. Source: Turian, Bergstra and Bengio, "Quadratic Features and
 * Deep Architectures for Chunking", 2009.
 */
@Teaches(meaning = "softsign", formula = "x/(1 + |x|)")
public record Softsign() implements Op {

    @Override
    public List<Node> forward(List<Node> in) {
        Node x = in.get(0);
        return List.of(x.over(x.abs().plus(1)));
    }

    @Override
    public List<Node> vjp(Call call, Node dy) {
        Node below = call.input(0).abs().plus(1);
        return List.of(dy.over(below).over(below)); // whose square may be infinite
    }

    /** The examples of the op contract. */
    public static List<Example> examples() {
        return List.of(
                Example.of(new Softsign(), Example.reals(3, 5)),
                Example.of(new Softsign(), Example.between(-1e4, 1e4, 7)));
    }
}
