package org.chainrule.dsl.layers;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.ops.Relu;

/**
 * A block of a transformer: attention, then a feed-forward network, each with a residual connection
 * and a normalization.
 *
 * <p>Post-norm, x ← norm(x + f(x)), is the original; pre-norm, x ← x + f(norm(x)), leaves the
 * residual stream free of normalizations, and deep networks train without warm-up. A decoder's
 * block attends to a memory in between. By default, as in the paper and in PyTorch: post-norm, relu
 * and 4·width hidden units (2,048 for its width of 512, which PyTorch keeps for every width),
 * dropout 0.1 of attention weights, of hidden units and before each residual sum.
 *
 * <p>Shapes: x and y (batch, time, width). Sources: Vaswani et al., "Attention Is All You Need",
 * 2017; Xiong et al., "On Layer Normalization in the Transformer Architecture", 2020.
 *
 * @param attention the attention among the steps
 * @param memory the attention to a memory, in a decoder
 * @param feedForward the feed-forward network; by default of 4·width units
 * @param norm the normalization
 * @param isPreNorm whether the normalization comes before
 * @param dropout the probability of dropout
 */
@Teaches(
        meaning = "transformer block, pre-norm or post-norm",
        formula = "x + f(norm(x)) or norm(x + f(x))",
        rows = "F16")
public record TransformerBlock(
        SelfAttention attention,
        Optional<CrossAttention> memory,
        Optional<Layer> feedForward,
        Layer norm,
        boolean isPreNorm,
        double dropout)
        implements Layer {

    /** A post-norm block with dropout 0.1. */
    public TransformerBlock(int heads) {
        this(
                new SelfAttention(heads),
                Optional.empty(),
                Optional.empty(),
                new LayerNorm(),
                false,
                0.1);
    }

    /** The same with normalizations before. */
    public TransformerBlock preNorm() {
        return new TransformerBlock(attention, memory, feedForward, norm, true, dropout);
    }

    /** The same with normalizations behind. */
    public TransformerBlock postNorm() {
        return new TransformerBlock(attention, memory, feedForward, norm, false, dropout);
    }

    /** The same, where a step sees only those up to its own. */
    public TransformerBlock causal() {
        return withAttention(SelfAttention::onlyPast);
    }

    /** The same with other options of attention: {@code a -> a.withKeyHeads(2).withRotary()}. */
    public TransformerBlock withAttention(UnaryOperator<SelfAttention> options) {
        return new TransformerBlock(
                options.apply(attention), memory, feedForward, norm, isPreNorm, dropout);
    }

    /** The same with attention to a memory between attention and the feed-forward network. */
    public TransformerBlock withMemory(CrossAttention other) {
        return new TransformerBlock(
                attention, Optional.of(other), feedForward, norm, isPreNorm, dropout);
    }

    /** The same with another feed-forward network, such as {@link SwiGlu}. */
    public TransformerBlock withFeedForward(Layer other) {
        return new TransformerBlock(
                attention, memory, Optional.of(other), norm, isPreNorm, dropout);
    }

    /** The same with another normalization. */
    public TransformerBlock withNorm(Layer other) {
        return new TransformerBlock(attention, memory, feedForward, other, isPreNorm, dropout);
    }

    /** The same with another probability of dropout, wherever a block has it by default. */
    public TransformerBlock withDropout(double p) {
        return new TransformerBlock(attention, memory, feedForward, norm, isPreNorm, p);
    }

    @Override
    public Node apply(Scope scope, Node x) {
        long width = x.shape().dim(-1).fixed();
        List<Layer> parts = new ArrayList<>();
        parts.addAll(around(attention.dropout() > 0 ? attention : attention.withDropout(dropout)));
        memory.map(m -> m.dropout() > 0 ? m : m.withDropout(dropout))
                .ifPresent(m -> parts.addAll(around(m)));
        Layer usual = new FeedForward(4 * width).withActivation(new Relu()).withDropout(dropout);
        parts.addAll(around(feedForward.orElse(usual)));
        return scope.sequence(parts, x);
    }

    private List<Layer> around(Layer f) {
        Layer drop = new Dropout(dropout);
        return isPreNorm
                ? List.of(new Residual(List.of(norm, f, drop)))
                : List.of(new Residual(List.of(f, drop)), norm);
    }

    /** The examples that are checked. */
    public static List<LayerExample> examples() {
        TransformerBlock two = new TransformerBlock(2);
        return List.of(
                LayerExample.of(two, Example.reals(2, 3, 4)),
                LayerExample.of(
                        two.preNorm().causal().withDropout(0).withFeedForward(new SwiGlu(3)),
                        Example.reals(1, 5, 4)),
                LayerExample.of(
                                two.causal().withMemory(new CrossAttention(2, 3)),
                                Example.reals(2, 3, 4))
                        .with(CrossAttention.MEMORY, Example.reals(2, 5, 3)));
    }
}
