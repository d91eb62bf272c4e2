package org.chainrule.models;

import static org.chainrule.dsl.losses.Losses.crossEntropy;

import java.util.List;
import org.chainrule.dsl.Net;
import org.chainrule.dsl.SequenceNet;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.check.NetworkExample;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.initializers.Initializers;
import org.chainrule.dsl.layers.CrossAttention;
import org.chainrule.dsl.layers.FeedForward;
import org.chainrule.dsl.layers.KeyMask;
import org.chainrule.dsl.layers.Layer;
import org.chainrule.dsl.layers.Scope;
import org.chainrule.dsl.layers.TransformerBlock;
import org.chainrule.dsl.ops.Relu;

/**
 * The encoder-decoder transformer for translation: an encoder reads the {@code source}, a decoder
 * predicts each next token of the target from those before and from what the encoder made.
 *
 * <p>Inputs: {@code tokens} (batch, time), the target as far as it is known, and {@code source}
 * (batch, memory), both filled up with token 0, the padding, which nothing attends to. Embeddings
 * times √width plus sinusoidal positions, post-norm blocks with relu, logits tied to the decoder's
 * embedding. Embeddings begin normal with deviation 1/√width; the source has a table of its own,
 * where the paper has one for both. Source: Vaswani et al., "Attention Is All You Need", 2017.
 */
@Teaches(meaning = "encoder-decoder transformer for translation")
public final class Transformer {
    private static final long PADDING = 0;

    private Transformer() {}

    /**
     * The shape of a transformer.
     *
     * @param sourceVocabulary how many tokens the source has, the padding among them
     * @param targetVocabulary how many tokens the target has, the padding among them
     * @param context how many tokens source and target have at most
     * @param layers how many blocks the encoder and the decoder have each; 6 in the paper
     * @param heads how many heads; must divide the width; 8 in the paper
     * @param width the size of each token's vector; 512 in the paper
     * @param inner how many hidden units the feed-forward networks have; 2,048 in the paper
     * @param dropout the probability of dropout; 0.1 in the paper
     */
    public record Config(
            long sourceVocabulary,
            long targetVocabulary,
            long context,
            int layers,
            int heads,
            long width,
            long inner,
            double dropout) {}

    /** The network of a configuration: tokens and source to logits (batch, time, vocabulary). */
    public static SequenceNet of(Config c) {
        SequenceNet encoder =
                embedded(c.sourceVocabulary(), c)
                        .repeat(
                                c.layers(),
                                block ->
                                        block.transformerBlock(
                                                c.heads(),
                                                b -> common(b, c, KeyMask.exceptSource(PADDING))));
        CrossAttention memory =
                new CrossAttention(c.heads(), c.width()).withMask(KeyMask.exceptSource(PADDING));
        return embedded(c.targetVocabulary(), c)
                .encoder(encoder)
                .repeat(
                        c.layers(),
                        block ->
                                block.transformerBlock(
                                        c.heads(),
                                        b ->
                                                common(b, c, KeyMask.exceptToken(PADDING))
                                                        .causal()
                                                        .withMemory(memory)))
                .tiedLogits();
    }

    private static SequenceNet embedded(long vocabulary, Config c) {
        double root = Math.sqrt(c.width());
        return Net.tokens(c.context())
                .embed(
                        vocabulary,
                        c.width(),
                        e -> e.withWeights(Initializers.normal(1 / root)).withPadding(PADDING))
                .then(new Scaled(root))
                .sinusoidalPositions()
                .dropout(c.dropout());
    }

    private static TransformerBlock common(TransformerBlock block, Config c, KeyMask seen) {
        FeedForward feedForward =
                new FeedForward(c.inner()).withActivation(new Relu()).withDropout(c.dropout());
        return block.withFeedForward(feedForward)
                .withDropout(c.dropout())
                .withAttention(a -> a.withMask(seen));
    }

    /**
     * c·x.
     *
     * @param factor c
     */
    private record Scaled(double factor) implements Layer {
        @Override
        public Node apply(Scope scope, Node x) {
            return x.times(factor);
        }
    }

    /** The examples that are checked: with dropout, and without. */
    public static List<NetworkExample> examples() {
        return List.of(
                example(new Config(5, 6, 7, 1, 2, 4, 5, 0.1), 2, 3),
                example(new Config(4, 5, 4, 2, 1, 2, 3, 0), 1, 4));
    }

    private static NetworkExample example(Config c, long batch, long time) {
        return new NetworkExample(
                of(c),
                crossEntropy(),
                List.of(
                        Example.below(c.targetVocabulary(), batch, time),
                        Example.below(c.sourceVocabulary(), batch, time + 1)),
                Example.below(c.targetVocabulary(), batch, time));
    }
}
