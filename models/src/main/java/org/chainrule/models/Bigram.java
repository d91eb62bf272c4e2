package org.chainrule.models;

import static org.chainrule.dsl.losses.Losses.crossEntropy;

import java.util.List;
import org.chainrule.dsl.FeatureNet;
import org.chainrule.dsl.Net;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.check.NetworkExample;
import org.chainrule.dsl.graph.Example;

/**
 * The smallest language model: the scores of the next token are a row of a V × V table, chosen by
 * the token before it. p(b | a) = softmax(W[a])[b].
 *
 * <p>Trained long enough, softmax(W) is the table of the pairs' shares, as counting gives them,
 * since both make the likelihood of the pairs greatest. Parameters: V². The table begins as the
 * standard normal. Source: Karpathy's makemore lectures, part 1, 2022.
 */
@Teaches(
        meaning = "predicts a token from the one before it, as in makemore",
        formula = "p(b|a) = softmax(W[a])[b]")
public final class Bigram {
    private Bigram() {}

    /**
     * The shape of the network.
     *
     * @param vocabulary V, how many tokens there are
     */
    public record Config(long vocabulary) {}

    /** The network of a configuration: tokens (batch, 1) to scores (batch, V). */
    public static FeatureNet of(Config c) {
        return Net.tokens(1).embed(c.vocabulary(), c.vocabulary()).flatten();
    }

    /** The example that is checked. */
    public static List<NetworkExample> examples() {
        return List.of(
                new NetworkExample(
                        of(new Config(4)),
                        crossEntropy(),
                        Example.below(4, 5, 1),
                        Example.below(4, 5)));
    }
}
