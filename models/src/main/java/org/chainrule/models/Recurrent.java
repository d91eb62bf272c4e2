package org.chainrule.models;

import static org.chainrule.dsl.losses.Losses.crossEntropy;

import java.util.List;
import org.chainrule.dsl.FeatureNet;
import org.chainrule.dsl.Net;
import org.chainrule.dsl.SequenceNet;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.check.NetworkExample;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.layers.KeyMask;

/**
 * A recurrent network on characters: an embedding, layers of a plain network's, an LSTM's or a
 * GRU's cells, and scores from the hidden states: in each step for the next character, or after the
 * last step for the whole text.
 *
 * <p>Parameters of a language model with V characters, width H and k gates (1, 4, 3): V·H for the
 * embedding, k·(2H² + 2H) for each layer, H·V for the scores. Weights begin as in PyTorch. Source:
 * Karpathy, "The Unreasonable Effectiveness of Recurrent Neural Networks", 2015; Graves,
 * "Generating Sequences With Recurrent Neural Networks", 2013.
 */
@Teaches(meaning = "recurrent network that predicts characters or the class of a text")
public final class Recurrent {
    private Recurrent() {}

    /** What a step does. */
    public enum Cell {
        /** A plain recurrent network's, with tanh. */
        RNN,
        /** A long short-term memory's. */
        LSTM,
        /** A gated recurrent unit's, as in PyTorch. */
        GRU
    }

    /**
     * The shape of a recurrent network.
     *
     * @param vocabulary how many characters there are
     * @param context how many steps the gradient goes back at most
     * @param cell what each step does
     * @param layers how many layers
     * @param width H, the size of the embedding and of each hidden state
     * @param dropout the probability of dropout between layers and before the scores
     */
    public record Config(
            long vocabulary, long context, Cell cell, int layers, long width, double dropout) {}

    /** A language model: tokens (batch, time) to scores (batch, time, vocabulary). */
    public static SequenceNet of(Config c) {
        return hidden(c).logits(c.vocabulary());
    }

    /** A classifier of texts: tokens (batch, time) to scores (batch, classes). */
    public static FeatureNet classifier(Config c, long classes) {
        return hidden(c).last().logits(classes);
    }

    /**
     * A classifier of texts of any length, side by side: it reads each up to its padding, which
     * stands behind, so that its scores do not depend on the others.
     *
     * @param c the shape
     * @param classes how many classes there are
     * @param padding the token that fills texts up
     */
    public static FeatureNet classifier(Config c, long classes, long padding) {
        return hidden(c).last(l -> l.withMask(KeyMask.exceptToken(padding))).logits(classes);
    }

    private static SequenceNet hidden(Config c) {
        SequenceNet embedded = Net.tokens(c.context()).embed(c.vocabulary(), c.width());
        SequenceNet hidden =
                switch (c.cell()) {
                    case RNN ->
                            embedded.rnn(
                                    c.width(),
                                    r -> r.withLayers(c.layers()).withDropout(c.dropout()));
                    case LSTM ->
                            embedded.lstm(
                                    c.width(),
                                    l -> l.withLayers(c.layers()).withDropout(c.dropout()));
                    case GRU ->
                            embedded.gru(
                                    c.width(),
                                    g -> g.withLayers(c.layers()).withDropout(c.dropout()));
                };
        return hidden.dropout(c.dropout());
    }

    /** The examples that are checked: a language model of each cell, and a classifier. */
    public static List<NetworkExample> examples() {
        Example.Domain texts = Example.below(5, 2, 3);
        return List.of(
                language(new Config(5, 4, Cell.RNN, 1, 2, 0), texts),
                language(new Config(5, 4, Cell.LSTM, 2, 2, 0.1), texts),
                language(new Config(5, 4, Cell.GRU, 1, 3, 0), texts),
                new NetworkExample(
                        classifier(new Config(5, 4, Cell.LSTM, 1, 2, 0), 3),
                        crossEntropy(),
                        texts,
                        Example.below(3, 2)),
                new NetworkExample(
                        classifier(new Config(5, 4, Cell.GRU, 1, 2, 0), 3, 0),
                        crossEntropy(),
                        texts,
                        Example.below(3, 2)));
    }

    private static NetworkExample language(Config config, Example.Domain texts) {
        return new NetworkExample(of(config), crossEntropy(), texts, texts);
    }
}
