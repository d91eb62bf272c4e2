package org.chainrule.models;

import static org.chainrule.dsl.initializers.Initializers.normal;
import static org.chainrule.dsl.losses.Losses.crossEntropy;

import java.util.List;
import org.chainrule.dsl.Net;
import org.chainrule.dsl.SequenceNet;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.check.NetworkExample;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.initializers.Initializer;
import org.chainrule.dsl.layers.Dense;
import org.chainrule.dsl.layers.LayerNorm;
import org.chainrule.dsl.layers.SelfAttention;

/**
 * A decoder-only transformer as in GPT-2 and nanoGPT: token and position embeddings, pre-norm
 * blocks of causal attention and a feed-forward network with GELU, a last normalization, and logits
 * tied to the embedding.
 *
 * <p>Weights begin normal with deviation 0.02; those of the projections into the residual stream
 * with 0.02/√(2·layers). Source: Radford et al., "Language Models are Unsupervised Multitask
 * Learners", 2019.
 */
@Teaches(meaning = "decoder-only transformer as in GPT-2 and nanoGPT")
public final class Gpt {
    private static final double DEVIATION = 0.02;

    private Gpt() {}

    /**
     * The shape of a GPT.
     *
     * @param vocabulary how many tokens there are
     * @param context how many tokens it sees at most
     * @param layers how many blocks
     * @param heads how many attention heads; must divide the width
     * @param width the size of each token's vector
     * @param dropout the probability of dropout, at the embedding, in attention and before each
     *     residual sum
     * @param hasBias whether dense layers and normalizations add biases
     */
    public record Config(
            long vocabulary,
            long context,
            int layers,
            int heads,
            long width,
            double dropout,
            boolean hasBias) {

        /** The same with another vocabulary. */
        public Config withVocabulary(long tokens) {
            return new Config(tokens, context, layers, heads, width, dropout, hasBias);
        }

        /** The same with another probability of dropout. */
        public Config withDropout(double p) {
            return new Config(vocabulary, context, layers, heads, width, p, hasBias);
        }
    }

    /** The network of a configuration: tokens (batch, time) to logits (batch, time, vocabulary). */
    public static SequenceNet of(Config c) {
        Initializer small = normal(DEVIATION);
        return Net.tokens(c.context())
                .embed(c.vocabulary(), c.width(), e -> e.withWeights(small))
                .learnedPositions(p -> p.withWeights(small))
                .dropout(c.dropout())
                .repeat(c.layers(), block -> block(block, c))
                .layerNorm(n -> norm(n, c))
                .tiedLogits();
    }

    /** Attention, then two dense layers, each normalized before and with a way past it. */
    private static SequenceNet block(SequenceNet block, Config c) {
        Initializer small = normal(DEVIATION);
        int layers = Math.max(1, c.layers()); // repeat refuses fewer
        Initializer smaller = normal(DEVIATION / Math.sqrt(2.0 * layers)); // each block adds two
        return block.residual(
                        r ->
                                r.layerNorm(n -> norm(n, c))
                                        .causalAttention(
                                                c.heads(),
                                                a -> heads(a, c).withWeights(small, smaller))
                                        .dropout(c.dropout()))
                .residual(
                        r ->
                                r.layerNorm(n -> norm(n, c))
                                        .dense(4 * c.width(), d -> bias(d, c).withWeights(small))
                                        .gelu()
                                        .dense(c.width(), d -> bias(d, c).withWeights(smaller))
                                        .dropout(c.dropout()));
    }

    /** The examples that are checked: with biases and without, with dropout. */
    public static List<NetworkExample> examples() {
        Config small = new Config(7, 5, 2, 2, 4, 0.1, true);
        Config plain = new Config(5, 4, 1, 1, 6, 0, false);
        return List.of(
                new NetworkExample(
                        of(small), crossEntropy(), Example.below(7, 2, 5), Example.below(7, 2, 5)),
                new NetworkExample(
                        of(plain), crossEntropy(), Example.below(5, 1, 4), Example.below(5, 1, 4)));
    }

    private static LayerNorm norm(LayerNorm norm, Config c) {
        return c.hasBias() ? norm : norm.withoutBias();
    }

    private static SelfAttention heads(SelfAttention attention, Config c) {
        SelfAttention dropping = attention.withDropout(c.dropout());
        return c.hasBias() ? dropping : dropping.withoutBias();
    }

    private static Dense bias(Dense dense, Config c) {
        return c.hasBias() ? dense : dense.withoutBias();
    }
}
