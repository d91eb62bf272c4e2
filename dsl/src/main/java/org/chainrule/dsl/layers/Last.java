package org.chainrule.dsl.layers;

import java.util.List;
import java.util.Optional;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Dim;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Node;

/**
 * The last step of each sequence, (batch, time, width) to (batch, width).
 *
 * <p>With a mask it is the last step that may be seen, and 0 where there is none. So where
 * sequences are filled up behind to one length, and each step depends on those before it alone, the
 * result does not depend on the padding.
 *
 * <pre>{@code
 * import org.chainrule.dsl.layers.KeyMask;
 *
 * var net = Net.tokens(8).embed(10, 4).gru(4)
 *         .last(l -> l.withMask(KeyMask.exceptToken(0))).logits(2);
 * }</pre>
 *
 * @param mask which steps count; by default all
 */
@Teaches(meaning = "the last step of each sequence", formula = "x[T]")
public record Last(Optional<KeyMask> mask) implements Layer {
    /** The last of all steps. */
    public Last() {
        this(Optional.empty());
    }

    /** The same for steps that may be seen. */
    public Last withMask(KeyMask seen) {
        return new Last(Optional.of(seen));
    }

    @Override
    public Node apply(Scope scope, Node x) {
        if (mask.isEmpty()) {
            Node end = x.size(1).minus(Node.integer(1));
            return x.slice(1, end, Node.integer(1), Dim.of("", 1)).sum(1);
        }
        Node seen = mask.get().seen(scope, x.shape().without(-1)).unsqueeze(-1); // (B, T, 1)
        Node places = x.realIndices(1).unsqueeze(-1).plus(1); // (T, 1), counted from 1
        Node marked = seen.choose(places, Node.constant(0)); // (B, T, 1)
        Node isLast = marked.equalTo(marked.maxKept(1));
        return seen.choose(isLast.choose(x, Node.constant(0)), Node.constant(0)).sum(1);
    }

    /** The examples that are checked. */
    public static List<LayerExample> examples() {
        return List.of(
                LayerExample.of(new Last(), Example.reals(2, 3, 2)),
                LayerExample.of(new Last(), Example.reals(1, 1, 3)),
                LayerExample.of(new Last().withMask(KeyMask.input("seen")), Example.reals(4, 3, 2))
                        .with("seen", Example.below(2, 4, 3)));
    }
}
