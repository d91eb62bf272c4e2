package org.chainrule.dsl.layers;

import java.util.List;
import java.util.Optional;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Dim;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.initializers.Initializer;
import org.chainrule.dsl.ops.Attention;
import org.chainrule.dsl.ops.Rotary;

/**
 * Multi-head self-attention: y = concat(heads)·Woᵀ, where each head attends with its own part of q,
 * k, v = x·Wqkvᵀ to all steps, or, where it is causal, to those up to its own. See {@link
 * Attention}.
 *
 * <p>With fewer heads of keys than of queries (grouped-query attention; multi-query with one) each
 * serves several query heads, and the cache of keys and values is as many times smaller; see {@link
 * KeyValueCache}. A step all of whose keys are masked gets 0 before Wo.
 *
 * <p>Shapes: x and y (batch, time, width); parameters {@code qkv.weight} (width + 2·G·D, width)
 * with the rows of q before those of k and v, {@code out.weight} (width, width) and their biases,
 * which begin as a {@link Dense} does. By default there are as many key heads as heads, biases, no
 * dropout, no rotary positions and no mask. Sources: Vaswani et al., "Attention Is All You Need",
 * 2017; Shazeer, "Fast Transformer Decoding", 2019; Ainslie et al., "GQA", 2023.
 *
 * @param heads H, how many heads of queries; must divide the width, into the head size D
 * @param keyHeads G, how many heads of keys and values; must divide the heads
 * @param causal whether a step sees only those up to its own
 * @param hasBias whether the two products add biases
 * @param dropout the probability that an attention weight is set to 0 in training
 * @param rotary how queries and keys turn by their places, where they do
 * @param mask which steps may be seen, where not all
 * @param weights how Wqkv begins, where not by default
 * @param outWeights how Wo begins, where not by default
 */
@Teaches(
        meaning = "multi-head self-attention, causal or not, also grouped-query",
        formula = "concat(heads)·Woᵀ",
        rows = {"F12", "F19"})
public record SelfAttention(
        int heads,
        int keyHeads,
        boolean causal,
        boolean hasBias,
        double dropout,
        Optional<Rotary> rotary,
        Optional<KeyMask> mask,
        Optional<Initializer> weights,
        Optional<Initializer> outWeights)
        implements Layer {

    /** Attention to all steps, with biases and without dropout. */
    public SelfAttention(int heads) {
        this(
                heads,
                heads,
                false,
                true,
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** The same, where a step sees only those up to its own. */
    public SelfAttention onlyPast() {
        return with(keyHeads, true, hasBias, dropout, rotary, mask);
    }

    /** The same with fewer heads of keys and values; 1 for multi-query attention. */
    public SelfAttention withKeyHeads(int count) {
        return with(count, causal, hasBias, dropout, rotary, mask);
    }

    /** The same without biases. */
    public SelfAttention withoutBias() {
        return with(keyHeads, causal, false, dropout, rotary, mask);
    }

    /** The same with dropout of attention weights. */
    public SelfAttention withDropout(double p) {
        return with(keyHeads, causal, hasBias, p, rotary, mask);
    }

    /** The same with rotary positions: base 10,000, neighbours in pairs, as in their paper. */
    public SelfAttention withRotary() {
        return withRotary(new Rotary(10_000, Rotary.Pairing.INTERLEAVED));
    }

    /** The same with rotary positions. */
    public SelfAttention withRotary(Rotary positions) {
        return with(keyHeads, causal, hasBias, dropout, Optional.of(positions), mask);
    }

    /** The same, where some steps are padding that no step sees. */
    public SelfAttention withMask(KeyMask seen) {
        return with(keyHeads, causal, hasBias, dropout, rotary, Optional.of(seen));
    }

    /** The same with weights that begin in another way. */
    public SelfAttention withWeights(Initializer qkv, Initializer out) {
        return new SelfAttention(
                heads,
                keyHeads,
                causal,
                hasBias,
                dropout,
                rotary,
                mask,
                Optional.of(qkv),
                Optional.of(out));
    }

    private SelfAttention with(
            int keys,
            boolean past,
            boolean bias,
            double p,
            Optional<Rotary> positions,
            Optional<KeyMask> seen) {
        return new SelfAttention(heads, keys, past, bias, p, positions, seen, weights, outWeights);
    }

    @Override
    public String name() {
        return causal ? "causalAttention" : "selfAttention";
    }

    @Override
    public Node apply(Scope scope, Node x) {
        Heads divided = Heads.of(scope, heads, keyHeads, x.shape().dim(-1).size());
        Heads.check(scope, dropout);
        rotary.ifPresent(r -> Heads.checkBase(scope, r.base()));
        if (rotary.isPresent() && divided.size() % 2 != 0) {
            throw scope.error(
                    "rotary positions need an even head size",
                    "but width "
                            + divided.width()
                            + " over "
                            + heads
                            + " heads is "
                            + divided.size(),
                    "Change the width or the heads.");
        }
        long all = divided.width() + 2 * divided.keyWidth();
        Node qkv = scope.run(dense("qkv", all, weights), x); // (B, T, C + 2·G·D)
        List<Node> parts = parts(qkv, divided);
        Node q = turned(scope, divided.queries(parts.get(0)));
        Node k = all(scope, turned(scope, divided.keys(parts.get(1))), -2);
        Node v = all(scope, divided.keys(parts.get(2)), -2);
        Optional<Node> seen = mask.map(m -> all(scope, m.seen(scope, x.shape().without(-1)), -1));
        Attention attention = new Attention(causal, scope.isTraining() ? dropout : 0);
        Node joined = divided.attend(attention, q, k, v, seen, x); // (B, T, C)
        return scope.run(dense("out", divided.width(), outWeights), joined);
    }

    /** What is new and, where only the past is seen, what came before while the network decodes. */
    private Node all(Scope scope, Node x, int axis) {
        return causal ? scope.remember(x, axis) : x;
    }

    private static List<Node> parts(Node qkv, Heads divided) {
        if (divided.keys() == divided.queries()) {
            return qkv.chunk(-1, 3);
        }
        long c = divided.width();
        long g = divided.keyWidth();
        return List.of(part(qkv, 0, c), part(qkv, c, g), part(qkv, c + g, g));
    }

    private static Node part(Node qkv, long start, long length) {
        Dim dim = Dim.of("width", length);
        return qkv.slice(-1, Node.integer(start), Node.integer(length), dim);
    }

    private Node turned(Scope scope, Node x) {
        return rotary.map(r -> r.apply(x, scope.position())).orElse(x);
    }

    private Dense dense(String name, long width, Optional<Initializer> initializer) {
        return new Dense(name, Dim.of("width", width), hasBias, initializer);
    }

    /** The examples that are checked. */
    public static List<LayerExample> examples() {
        SelfAttention one = new SelfAttention(1).onlyPast();
        return List.of(
                LayerExample.of(new SelfAttention(2).onlyPast(), Example.reals(2, 3, 4)),
                LayerExample.of(one.withoutBias().withDropout(0.3), Example.reals(1, 4, 3)),
                LayerExample.of(new SelfAttention(2), Example.reals(2, 3, 4)),
                LayerExample.of(
                        new SelfAttention(4).onlyPast().withKeyHeads(2).withRotary(),
                        Example.reals(2, 3, 8)),
                LayerExample.of(
                        new SelfAttention(3).withKeyHeads(1).withoutBias(), Example.reals(1, 5, 6)),
                LayerExample.of(
                                new SelfAttention(2).withMask(KeyMask.input("seen")),
                                Example.reals(3, 4, 2))
                        .with("seen", Example.below(2, 3, 4)));
    }
}
