package org.chainrule.dsl.layers;

import java.util.List;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.ops.Gelu;

/**
 * The same layers several times in a row, each time with parameters of their own, under {@code
 * block[0]}, {@code block[1]} and so on.
 *
 * @param times how often
 * @param body the layers
 */
@Teaches(meaning = "the same layers several times, each with its own parameters")
public record Repeat(int times, List<Layer> body) implements Layer {
    /** A copy of the body. */
    public Repeat {
        body = List.copyOf(body);
    }

    @Override
    public String name() {
        return "";
    }

    @Override
    public Node apply(Scope scope, Node x) {
        if (times < 1) {
            throw scope.error(
                    "a block must be repeated at least once",
                    "but found " + times,
                    "Use 1 or more.");
        }
        String block = scope.unique("block");
        Node y = x;
        for (int i = 0; i < times; i++) {
            y = scope.within(block + "[" + i + "]").sequence(body, y);
        }
        return y;
    }

    /** The examples that are checked. */
    public static List<LayerExample> examples() {
        return List.of(
                LayerExample.of(
                        new Repeat(2, List.of(new Dense(3), new Activation(new Gelu()))),
                        Example.reals(2, 3)));
    }
}
