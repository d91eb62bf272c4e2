package org.chainrule.dsl.ops;

import java.util.List;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Op;

/**
 * The dot product along the last axis, y = Σ a·b.
 *
 * <p>da = dy·b, db = dy·a. Shapes: a and b (…, n), which broadcast, y (…).
 */
@Teaches(meaning = "dot product along the last axis", formula = "Σ a·b", rows = "D6")
public record DotProduct() implements Op {

    @Override
    public List<Node> forward(List<Node> in) {
        return List.of(in.get(0).times(in.get(1)).sum(-1));
    }

    @Override
    public List<Node> vjp(Call call, Node dy) {
        Node g = dy.unsqueeze(-1);
        return List.of(g.times(call.input(1)), g.times(call.input(0)));
    }

    @Override
    public List<String> inputSymbols() {
        return List.of("a", "b");
    }

    /** The examples of the op contract. */
    public static List<Example> examples() {
        return List.of(
                Example.of(new DotProduct(), Example.reals(5), Example.reals(5)),
                Example.of(new DotProduct(), Example.reals(3, 1, 4), Example.reals(2, 4)),
                Example.of(new DotProduct(), Example.reals(1, 1), Example.reals(3, 1)));
    }
}
