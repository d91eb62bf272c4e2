package org.chainrule.dsl.djl;

import static org.chainrule.dsl.initializers.Initializers.normal;

import org.chainrule.dsl.Net;
import org.chainrule.dsl.SequenceNet;

/** A small transformer with everything that a large one has. */
final class TinyGpt {
    static final int VOCABULARY = 13;
    static final int WIDTH = 16;

    private TinyGpt() {}

    /** The transformer, with logits tied to its embedding. */
    static SequenceNet of(int context, double dropout) {
        return body(context, dropout).tiedLogits();
    }

    /** The same with logits of their own, so that it does not just say its last token again. */
    static SequenceNet untied(int context, double dropout) {
        return body(context, dropout).logits(VOCABULARY, d -> d.withWeights(normal(1)));
    }

    /** Two blocks of two heads, for at most so many tokens. */
    private static SequenceNet body(int context, double dropout) {
        return Net.tokens(context)
                .embed(VOCABULARY, WIDTH, e -> e.withWeights(normal(0.5)))
                .learnedPositions(p -> p.withWeights(normal(1)))
                .dropout(dropout)
                .repeat(
                        2,
                        b ->
                                b.residual(
                                                r ->
                                                        r.layerNorm()
                                                                .causalAttention(
                                                                        2,
                                                                        a -> a.withDropout(dropout))
                                                                .dropout(dropout))
                                        .residual(
                                                r ->
                                                        r.layerNorm()
                                                                .dense(4 * WIDTH)
                                                                .gelu()
                                                                .dense(WIDTH)
                                                                .dropout(dropout)))
                .layerNorm();
    }
}
