package org.chainrule.dsl.layers;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Dim;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.initializers.Initializer;
import org.chainrule.dsl.ops.Attention;

/**
 * Causal multi-head self-attention: y = concat(heads)·Woᵀ, where each head attends with its own
 * part of q, k, v = x·Wqkvᵀ to the steps up to its own. See {@link Attention}.
 *
 * <p>Shapes: x and y (batch, time, width); parameters {@code qkv.weight} (3·width, width), {@code
 * out.weight} (width, width) and their biases. By default there are biases and no dropout. Source:
 * Vaswani et al., "Attention Is All You Need", 2017.
 *
 * @param heads how many heads; must divide the width
 * @param hasBias whether the two products add biases
 * @param dropout the probability that an attention weight is set to 0 in training
 * @param weights how Wqkv begins, where not by default
 * @param outWeights how Wo begins, where not by default
 */
@Teaches(
        meaning = "multi-head self-attention to the steps up to its own",
        formula = "concat(heads)·Woᵀ")
public record CausalAttention(
        int heads,
        boolean hasBias,
        double dropout,
        Optional<Initializer> weights,
        Optional<Initializer> outWeights)
        implements Layer {

    /** Attention with biases and without dropout. */
    public CausalAttention(int heads) {
        this(heads, true, 0, Optional.empty(), Optional.empty());
    }

    /** The same without biases. */
    public CausalAttention withoutBias() {
        return new CausalAttention(heads, false, dropout, weights, outWeights);
    }

    /** The same with dropout of attention weights. */
    public CausalAttention withDropout(double p) {
        return new CausalAttention(heads, hasBias, p, weights, outWeights);
    }

    /** The same with weights that begin in another way. */
    public CausalAttention withWeights(Initializer qkv, Initializer out) {
        return new CausalAttention(heads, hasBias, dropout, Optional.of(qkv), Optional.of(out));
    }

    @Override
    public Node apply(Scope scope, Node x) {
        Dim width = x.shape().dim(-1);
        if (heads < 1 || width.size() % heads != 0) {
            throw scope.error(
                    "heads must divide width",
                    "but " + heads + " does not divide " + width.size(),
                    "Try " + divisors(width.size()) + " heads.");
        }
        if (!(dropout >= 0 && dropout < 1)) {
            throw scope.error(
                    "the probability of dropout must be at least 0 and less than 1",
                    "but found " + dropout,
                    "Common values are 0.1 and 0.2.");
        }
        Node qkv = scope.run(dense("qkv", 3 * width.size(), weights), x); // (B, T, 3C)
        List<Node> parts = qkv.chunk(-1, 3).stream().map(part -> split(part, width)).toList();
        Node k = scope.remember(parts.get(1), -2);
        Node v = scope.remember(parts.get(2), -2);
        Attention attention = new Attention(true, scope.isTraining() ? dropout : 0);
        Node y = attention.apply(parts.get(0), k, v); // (B, H, T, D)
        Node joined = y.transpose(-3, -2).reshapeLike(x); // (B, T, C)
        return scope.run(dense("out", width.size(), outWeights), joined);
    }

    /** (B, T, C) to (B, H, T, D). */
    private Node split(Node x, Dim width) {
        Dim head = Dim.of("head", heads);
        Dim size = Dim.of("size", width.size() / heads);
        return x.split(-1, head, size).transpose(-3, -2);
    }

    private Dense dense(String name, long width, Optional<Initializer> initializer) {
        return new Dense(name, Dim.of("width", width), hasBias, initializer);
    }

    private String divisors(long width) {
        return LongStream.rangeClosed(1, width)
                .filter(n -> width % n == 0)
                .boxed()
                .sorted((a, b) -> Long.compare(Math.abs(a - heads), Math.abs(b - heads)))
                .limit(2)
                .sorted()
                .map(String::valueOf)
                .collect(Collectors.joining(" or "));
    }

    /** The examples that are checked. */
    public static List<LayerExample> examples() {
        return List.of(
                LayerExample.of(new CausalAttention(2), Example.reals(2, 3, 4)),
                LayerExample.of(
                        new CausalAttention(1).withoutBias().withDropout(0.3),
                        Example.reals(1, 4, 3)));
    }
}
