package org.chainrule.dsl;

import java.util.List;
import java.util.function.UnaryOperator;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.graph.Dim;
import org.chainrule.dsl.graph.Shape;
import org.chainrule.dsl.graph.Type;
import org.chainrule.dsl.graph.Variable;
import org.chainrule.dsl.layers.AveragePool;
import org.chainrule.dsl.layers.Conv;
import org.chainrule.dsl.layers.CrossAttention;
import org.chainrule.dsl.layers.Encoder;
import org.chainrule.dsl.layers.Flatten;
import org.chainrule.dsl.layers.GlobalAveragePool;
import org.chainrule.dsl.layers.Gru;
import org.chainrule.dsl.layers.Last;
import org.chainrule.dsl.layers.Layer;
import org.chainrule.dsl.layers.LearnedPositions;
import org.chainrule.dsl.layers.Lstm;
import org.chainrule.dsl.layers.MaxPool;
import org.chainrule.dsl.layers.Mean;
import org.chainrule.dsl.layers.Rnn;
import org.chainrule.dsl.layers.SelfAttention;
import org.chainrule.dsl.layers.SinusoidalPositions;
import org.chainrule.dsl.layers.TiedLogits;
import org.chainrule.dsl.layers.TransformerBlock;
import org.chainrule.dsl.layers.TransposedConv;
import org.chainrule.dsl.layers.Upsample;

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

    /** Adds sines and cosines of the place; see {@link SinusoidalPositions}. */
    public SequenceNet sinusoidalPositions() {
        return then(new SinusoidalPositions());
    }

    /** The same with options: {@code p -> p.withBase(1_000)}. */
    public SequenceNet sinusoidalPositions(UnaryOperator<SinusoidalPositions> options) {
        return then(options.apply(new SinusoidalPositions()));
    }

    /** Each step attends to those up to its own; see {@link SelfAttention}. */
    public SequenceNet causalAttention(int heads) {
        return causalAttention(heads, a -> a);
    }

    /** The same with options: {@code a -> a.withoutBias().withDropout(0.1)}. */
    public SequenceNet causalAttention(int heads, UnaryOperator<SelfAttention> options) {
        return then(options.apply(new SelfAttention(heads).onlyPast()));
    }

    /** Each step attends to all; see {@link SelfAttention}. */
    public SequenceNet selfAttention(int heads) {
        return selfAttention(heads, a -> a);
    }

    /** The same with options: {@code a -> a.withKeyHeads(2).withRotary()}. */
    public SequenceNet selfAttention(int heads, UnaryOperator<SelfAttention> options) {
        return then(options.apply(new SelfAttention(heads)));
    }

    /**
     * Makes another sequence, the network's input {@code source}, the memory of the cross-attention
     * that follows; see {@link Encoder}.
     *
     * @param encoder a network of tokens or of vectors to a sequence of vectors
     */
    public SequenceNet encoder(SequenceNet encoder) {
        Type source = encoder.input().type();
        Shape step = source.shape().without(0).without(0);
        return then(new Encoder(new Type(step, source.dtype()), encoder.layers()));
    }

    /** Each step attends to all steps of the memory; see {@link CrossAttention}. */
    public SequenceNet crossAttention(int heads, long memoryWidth) {
        return crossAttention(heads, memoryWidth, a -> a);
    }

    /** The same with options: {@code a -> a.withMask(KeyMask.exceptSource(0))}. */
    public SequenceNet crossAttention(
            int heads, long memoryWidth, UnaryOperator<CrossAttention> options) {
        return then(options.apply(new CrossAttention(heads, memoryWidth)));
    }

    /** Attention and a feed-forward network, post-norm by default; see {@link TransformerBlock}. */
    public SequenceNet transformerBlock(int heads) {
        return transformerBlock(heads, b -> b);
    }

    /** The same with options: {@code b -> b.preNorm().causal().withDropout(0)}. */
    public SequenceNet transformerBlock(int heads, UnaryOperator<TransformerBlock> options) {
        return then(options.apply(new TransformerBlock(heads)));
    }

    /** Convolution with kernels along time; see {@link Conv}. */
    public SequenceNet conv(long width, long size) {
        return conv(width, size, c -> c);
    }

    /** The same with options: {@code c -> c.withDilation(2).causal()}. */
    public SequenceNet conv(long width, long size, UnaryOperator<Conv> options) {
        return then(options.apply(new Conv(width, size)));
    }

    /** Transposed convolution with kernels along time; see {@link TransposedConv}. */
    public SequenceNet transposedConv(long width, long size) {
        return transposedConv(width, size, c -> c);
    }

    /** The same with options: {@code c -> c.withStride(2).withOutputPadding(1)}. */
    public SequenceNet transposedConv(
            long width, long size, UnaryOperator<TransposedConv> options) {
        return then(options.apply(new TransposedConv(width, size)));
    }

    /** The greatest number of each window of steps, side by side; see {@link MaxPool}. */
    public SequenceNet maxPool(long size) {
        return maxPool(size, p -> p);
    }

    /** The same with options: {@code p -> p.withStride(2).withPadding(1)}. */
    public SequenceNet maxPool(long size, UnaryOperator<MaxPool> options) {
        return then(options.apply(new MaxPool(size)));
    }

    /** The mean of each window of steps, side by side; see {@link AveragePool}. */
    public SequenceNet averagePool(long size) {
        return averagePool(size, p -> p);
    }

    /** The same with options: {@code p -> p.withStride(2).withPadding(1)}. */
    public SequenceNet averagePool(long size, UnaryOperator<AveragePool> options) {
        return then(options.apply(new AveragePool(size)));
    }

    /** The mean of each channel over all steps; see {@link GlobalAveragePool}. */
    public FeatureNet globalAveragePool() {
        return new FeatureNet(place(), and(new GlobalAveragePool()));
    }

    /** Each step repeated; see {@link Upsample}. */
    public SequenceNet upsample(long factor) {
        return then(new Upsample(factor));
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
        return last(l -> l);
    }

    /** The same with options: {@code l -> l.withMask(KeyMask.exceptToken(0))}; see {@link Last}. */
    public FeatureNet last(UnaryOperator<Last> options) {
        return new FeatureNet(place(), and(options.apply(new Last())));
    }

    /** The mean over the steps of each sequence, (batch, width). */
    public FeatureNet mean() {
        return mean(m -> m);
    }

    /** The same with options: {@code m -> m.withMask(KeyMask.exceptToken(0))}; see {@link Mean}. */
    public FeatureNet mean(UnaryOperator<Mean> options) {
        return new FeatureNet(place(), and(options.apply(new Mean())));
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
