package org.chainrule.dsl.layers;

import java.util.List;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.ops.Linear;

/**
 * Scores for each token of the vocabulary, with the embedding's own table as weights: y = x·Eᵀ.
 *
 * <p>Shapes: x (batch, time, width), y (batch, time, vocabulary); no parameters of its own. Source:
 * Press and Wolf, "Using the Output Embedding to Improve Language Models", 2017.
 *
 * @param table the path of the table
 */
@Teaches(meaning = "scores for each token, with the embedding's table as weights", formula = "x·Eᵀ")
public record TiedLogits(String table) implements Layer {

    /** The table of the network's first embedding. */
    public TiedLogits() {
        this("embed.weight");
    }

    @Override
    public String name() {
        return "logits";
    }

    @Override
    public Node apply(Scope scope, Node x) {
        return new Linear().apply(x, scope.shared(table));
    }

    /** The examples that are checked. */
    public static List<LayerExample> examples() {
        return List.of(
                new LayerExample(
                        List.of(new Embed(5, 3), new TiedLogits()), Example.below(5, 2, 4)));
    }
}
