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
import org.chainrule.dsl.layers.SelfAttention;
import org.chainrule.dsl.ops.Rotary;
import org.chainrule.dsl.ops.Rotary.Pairing;

/**
 * A decoder-only transformer as in LLaMA: pre-norm blocks of causal attention with rotary positions
 * and, from LLaMA 2 on, fewer key heads than heads, and of a feed-forward network with SwiGLU; no
 * biases, no dropout, and logits with weights of their own.
 *
 * <p>Weights begin normal with deviation 0.02. The rows of each head's queries and keys stand as in
 * Meta's own weights, whose pairs are neighbours. Sources: Touvron et al., "LLaMA: Open and
 * Efficient Foundation Language Models" and "Llama 2: Open Foundation and Fine-Tuned Chat Models",
 * 2023.
 */
@Teaches(meaning = "decoder-only transformer as in LLaMA")
public final class Llama {
    private static final double DEVIATION = 0.02;

    private Llama() {}

    /**
     * The shape of a LLaMA.
     *
     * @param vocabulary how many tokens there are
     * @param context how many tokens it sees at most
     * @param layers how many blocks
     * @param heads how many heads of queries; must divide the width
     * @param keyHeads how many heads of keys and values; must divide the heads
     * @param width the size of each token's vector
     * @param inner how many hidden units the feed-forward networks have
     * @param rotaryBase what the angles of rotary positions are powers of; 10,000 in LLaMA 1 and 2
     */
    public record Config(
            long vocabulary,
            long context,
            int layers,
            int heads,
            int keyHeads,
            long width,
            long inner,
            double rotaryBase) {

        /** The same with another vocabulary. */
        public Config withVocabulary(long tokens) {
            return new Config(tokens, context, layers, heads, keyHeads, width, inner, rotaryBase);
        }
    }

    /** The network of a configuration: tokens (batch, time) to logits (batch, time, vocabulary). */
    public static SequenceNet of(Config c) {
        Initializer small = normal(DEVIATION);
        return Net.tokens(c.context())
                .embed(c.vocabulary(), c.width(), e -> e.withWeights(small))
                .repeat(c.layers(), block -> block(block, c, small))
                .rmsNorm(n -> n.withEpsilon(1e-5))
                .logits(c.vocabulary(), d -> d.withWeights(small));
    }

    private static SequenceNet block(SequenceNet block, Config c, Initializer small) {
        return block.residual(
                        r ->
                                r.rmsNorm(n -> n.withEpsilon(1e-5))
                                        .causalAttention(c.heads(), a -> heads(a, c, small)))
                .residual(
                        r ->
                                r.rmsNorm(n -> n.withEpsilon(1e-5))
                                        .swiGlu(c.inner(), f -> f.withWeights(small, small)));
    }

    private static SelfAttention heads(SelfAttention attention, Config c, Initializer small) {
        return attention
                .withKeyHeads(c.keyHeads())
                .withRotary(new Rotary(c.rotaryBase(), Pairing.INTERLEAVED))
                .withoutBias()
                .withWeights(small, small);
    }

    /** The examples that are checked: with a key head for each head, and with fewer. */
    public static List<NetworkExample> examples() {
        Config grouped = new Config(7, 5, 2, 4, 2, 8, 6, 10_000);
        Config each = new Config(5, 4, 1, 2, 2, 4, 5, 100);
        return List.of(
                new NetworkExample(
                        of(grouped),
                        crossEntropy(),
                        Example.below(7, 2, 5),
                        Example.below(7, 2, 5)),
                new NetworkExample(
                        of(each), crossEntropy(), Example.below(5, 1, 4), Example.below(5, 1, 4)));
    }
}
