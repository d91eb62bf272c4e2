package org.chainrule.models;

import org.chainrule.dsl.FeatureNet;
import org.chainrule.dsl.Net;
import org.chainrule.dsl.catalogue.Teaches;

/**
 * A multilayer perceptron that predicts the next character from the last few: their embeddings side
 * by side, a hidden layer with tanh, and a score for each character. With batch normalization
 * before the tanh it is the network that part 4 of Karpathy's makemore lectures differentiates by
 * hand.
 *
 * <p>Parameters: V·E + (T·E + 1)·H + (H + 1)·V, and 2·H more with batch normalization; 11,897 for V
 * = 27, T = 3, E = 10 and H = 200 without. Weights begin as in PyTorch. Source: Bengio et al., "A
 * Neural Probabilistic Language Model", 2003.
 */
@Teaches(meaning = "predicts a character from the last few, as in makemore")
public final class CharacterMlp {
    private CharacterMlp() {}

    /**
     * The shape of the network.
     *
     * @param vocabulary V, how many characters there are
     * @param context T, how many characters it sees, no more and no fewer
     * @param embedding E, the size of each character's vector
     * @param hidden H, how many hidden units there are
     * @param hasBatchNorm whether the hidden units are normalized over the batch
     */
    public record Config(
            long vocabulary, long context, long embedding, long hidden, boolean hasBatchNorm) {}

    /** The network of a configuration: tokens (batch, T) to scores (batch, V). */
    public static FeatureNet of(Config c) {
        FeatureNet hidden =
                Net.tokens(c.context())
                        .embed(c.vocabulary(), c.embedding())
                        .flatten()
                        .dense(c.hidden());
        return (c.hasBatchNorm() ? hidden.batchNorm() : hidden).tanh().dense(c.vocabulary());
    }
}
