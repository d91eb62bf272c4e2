package org.chainrule.dsl.ops;

import java.util.List;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Op;

/**
 * The square root of what is 0 or more, y = √x, element by element, whose derivative at 0 is taken
 * as 0: that of a length of 0, where none is defined.
 *
 * <p>dx = dy/(2y), and 0 where y is 0. Any shape.
 */
@Teaches(meaning = "square root, with a derivative of 0 at 0", formula = "√x")
public record Root() implements Op {

    @Override
    public List<Node> forward(List<Node> in) {
        Node x = in.get(0);
        Node none = x.equalTo(Node.constant(0));
        Node other = none.choose(Node.constant(1), x); // else autograd multiplies 0 by ∞
        return List.of(none.choose(Node.constant(0), other.sqrt()));
    }

    @Override
    public List<Node> vjp(Call call, Node dy) {
        return List.of(gradient(dy, call.output(0)));
    }

    /** dy/(2y), and 0 where y is 0. */
    static Node gradient(Node dy, Node y) {
        return over(dy, y.times(2));
    }

    /** a/b, and 0 where b is 0. */
    static Node over(Node a, Node b) {
        Node none = b.equalTo(Node.constant(0));
        Node fraction = a.over(none.choose(Node.constant(1), b));
        return none.choose(Node.constant(0), fraction);
    }

    /** The examples of the op contract. */
    public static List<Example> examples() {
        return List.of(
                Example.of(new Root(), Example.between(0.1, 4, 3, 5)),
                Example.calling(
                        in -> Call.of(new Root(), List.of(in.get(0).times(0))), Example.reals(3)));
    }
}
