package org.chainrule.dsl;

import java.util.List;
import java.util.function.UnaryOperator;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.graph.Dim;
import org.chainrule.dsl.graph.Type;
import org.chainrule.dsl.graph.Variable;
import org.chainrule.dsl.layers.CausalAttention;
import org.chainrule.dsl.layers.Flatten;
import org.chainrule.dsl.layers.Gru;
import org.chainrule.dsl.layers.Last;
import org.chainrule.dsl.layers.Layer;
import org.chainrule.dsl.layers.LearnedPositions;
import org.chainrule.dsl.layers.Lstm;
import org.chainrule.dsl.layers.Mean;
import org.chainrule.dsl.layers.Rnn;
import org.chainrule.dsl.layers.TiedLogits;

/** A network on sequences of vectors, (batch, time, width). */
public final class SequenceNet extends VectorStage<SequenceNet> {
    private final long context;

    SequenceNet(Place place, List<Layer> layers, long context) {
        super(place, layers);
        this.context = context;
    }

    @Override
    SequenceNet with(Place place, List<Layer> layers) {
        return new SequenceNet(place, layers, context);
    }

    /** How many steps the network takes at most; {@link Dim#OPEN} where there is no bound. */
    public long context() {
        return context;
    }

    /** Adds a learned row for each place in the context; see {@link LearnedPositions}. */
    public SequenceNet learnedPositions() {
        return learnedPositions(p -> p);
    }

    /** The same with options: {@code p -> p.withWeights(normal(0.02))}. */
    public SequenceNet learnedPositions(UnaryOperator<LearnedPositions> options) {
        return then(options.apply(new LearnedPositions(context)));
    }

    /** Each step attends to those up to its own; see {@link CausalAttention}. */
    public SequenceNet causalAttention(int heads) {
        return causalAttention(heads, a -> a);
    }

    /** The same with options: {@code a -> a.withoutBias().withDropout(0.1)}. */
    public SequenceNet causalAttention(int heads, UnaryOperator<CausalAttention> options) {
        return then(options.apply(new CausalAttention(heads)));
    }

    /** A plain recurrent network; see {@link Rnn}. */
    public SequenceNet rnn(long width) {
        return rnn(width, r -> r);
    }

    /** The same with options: {@code r -> r.withRelu()}. */
    public SequenceNet rnn(long width, UnaryOperator<Rnn> options) {
        return then(options.apply(new Rnn(width)));
    }

    /** A long short-term memory; see {@link Lstm}. */
    public SequenceNet lstm(long width) {
        return lstm(width, l -> l);
    }

    /** The same with options: {@code l -> l.withLayers(2).withDropout(0.1).bidirectional()}. */
    public SequenceNet lstm(long width, UnaryOperator<Lstm> options) {
        return then(options.apply(new Lstm(width)));
    }

    /** A gated recurrent unit; see {@link Gru}. */
    public SequenceNet gru(long width) {
        return gru(width, g -> g);
    }

    /** The same with options: {@code g -> g.resettingFirst()}. */
    public SequenceNet gru(long width, UnaryOperator<Gru> options) {
        return then(options.apply(new Gru(width)));
    }

    /** The last step of each sequence, (batch, width). */
    public FeatureNet last() {
        return new FeatureNet(place(), and(new Last()));
    }

    /** The mean over the steps of each sequence, (batch, width). */
    public FeatureNet mean() {
        return new FeatureNet(place(), and(new Mean()));
    }

    /**
     * All steps of a sequence as one vector, (batch, context·width). From here on every sequence
     * must be as long as the context.
     */
    public FeatureNet flatten() {
        if (context == Dim.OPEN) {
            throw new ChainruleException(
                    "flatten",
                    "sequences must have a bounded context to become vectors",
                    "but the network begins with Net.sequence",
                    "Begin with Net.tokens(context).");
        }
        Type open = input().type();
        Type fixed = new Type(open.shape().with(1, Dim.of("time", context)), open.dtype());
        Variable input = new Variable(input().name(), fixed, input().role());
        return new FeatureNet(place().with(input), and(new Flatten()));
    }

    /** Scores for each token, with the embedding's table as weights; see {@link TiedLogits}. */
    public SequenceNet tiedLogits() {
        return then(new TiedLogits());
    }
}
