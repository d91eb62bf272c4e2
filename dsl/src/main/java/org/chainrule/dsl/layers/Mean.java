package org.chainrule.dsl.layers;

import java.util.List;
import java.util.Optional;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Node;

/**
 * The mean over the steps of each sequence, (batch, time, width) to (batch, width).
 *
 * <p>With a mask it is the mean over the steps that may be seen, and 0 where there is none.
 *
 * @param mask which steps count; by default all
 */
@Teaches(meaning = "the mean over the steps of each sequence", formula = "Σ x[t]/T")
public record Mean(Optional<KeyMask> mask) implements Layer {
    /** The mean over all steps. */
    public Mean() {
        this(Optional.empty());
    }

    /** The same for steps that may be seen. */
    public Mean withMask(KeyMask seen) {
        return new Mean(Optional.of(seen));
    }

    @Override
    public Node apply(Scope scope, Node x) {
        if (mask.isEmpty()) {
            return x.mean(1);
        }
        Node seen = mask.get().seen(scope, x.shape().without(-1)).unsqueeze(-1); // (B, T, 1)
        Node one = Node.constant(1).expandLike(x.realIndices(1).unsqueeze(-1)); // (T, 1)
        Node count = seen.choose(one, Node.constant(0)).sum(1); // (B, 1)
        return seen.choose(x, Node.constant(0)).sum(1).over(count.max(Node.constant(1)));
    }

    /** The examples that are checked. */
    public static List<LayerExample> examples() {
        return List.of(
                LayerExample.of(new Mean(), Example.reals(2, 3, 2)),
                LayerExample.of(new Mean(), Example.reals(1, 1, 3)),
                LayerExample.of(new Mean().withMask(KeyMask.input("seen")), Example.reals(4, 3, 2))
                        .with("seen", Example.below(2, 4, 3)));
    }
}
