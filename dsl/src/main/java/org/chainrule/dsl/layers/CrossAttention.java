package org.chainrule.dsl.layers;

import java.util.List;
import java.util.Optional;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.DType;
import org.chainrule.dsl.graph.Dim;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Shape;
import org.chainrule.dsl.graph.Type;
import org.chainrule.dsl.initializers.Initializer;
import org.chainrule.dsl.ops.Attention;

/**
 * Multi-head cross-attention: queries come from x, keys and values from another sequence, the
 * memory m: q = x·Wqᵀ, k, v = m·Wkvᵀ, y = concat(heads)·Woᵀ. See {@link Attention}.
 *
 * <p>The memory is an input of the network named {@code memory}, (batch, memory, M), unless an
 * {@link Encoder} before made it. Shapes: x and y (batch, time, width); parameters {@code q.weight}
 * (width, width), {@code kv.weight} (2·G·D, M) with the rows of k before those of v, {@code
 * out.weight} (width, width) and their biases. By default there are as many key heads as heads,
 * biases, no dropout and no mask. Source: Vaswani et al., "Attention Is All You Need", 2017.
 *
 * @param heads H, how many heads of queries; must divide the width, into the head size D
 * @param memoryWidth M, the size of the memory's vectors
 * @param keyHeads G, how many heads of keys and values; must divide the heads
 * @param hasBias whether the products add biases
 * @param dropout the probability that an attention weight is set to 0 in training
 * @param mask which steps of the memory may be seen, where not all
 * @param weights how Wq and Wkv begin, where not by default
 * @param outWeights how Wo begins, where not by default
 */
@Teaches(
        meaning = "multi-head attention to another sequence, also grouped-query",
        formula = "concat(heads)·Woᵀ",
        rows = "F11")
public record CrossAttention(
        int heads,
        long memoryWidth,
        int keyHeads,
        boolean hasBias,
        double dropout,
        Optional<KeyMask> mask,
        Optional<Initializer> weights,
        Optional<Initializer> outWeights)
        implements Layer {
    /** The name of the memory among the network's inputs. */
    public static final String MEMORY = "memory";

    /** The memory's axis of time. */
    public static final Dim TIME = Dim.open(MEMORY);

    /** Attention with biases and without dropout. */
    public CrossAttention(int heads, long memoryWidth) {
        this(
                heads,
                memoryWidth,
                heads,
                true,
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** The same with fewer heads of keys and values; 1 for multi-query attention. */
    public CrossAttention withKeyHeads(int count) {
        return with(count, hasBias, dropout, mask);
    }

    /** The same without biases. */
    public CrossAttention withoutBias() {
        return with(keyHeads, false, dropout, mask);
    }

    /** The same with dropout of attention weights. */
    public CrossAttention withDropout(double p) {
        return with(keyHeads, hasBias, p, mask);
    }

    /** The same, where some steps of the memory are padding that no step sees. */
    public CrossAttention withMask(KeyMask seen) {
        return with(keyHeads, hasBias, dropout, Optional.of(seen));
    }

    /** The same with weights that begin in another way. */
    public CrossAttention withWeights(Initializer in, Initializer out) {
        return new CrossAttention(
                heads,
                memoryWidth,
                keyHeads,
                hasBias,
                dropout,
                mask,
                Optional.of(in),
                Optional.of(out));
    }

    private CrossAttention with(int keys, boolean bias, double p, Optional<KeyMask> seen) {
        return new CrossAttention(heads, memoryWidth, keys, bias, p, seen, weights, outWeights);
    }

    @Override
    public Node apply(Scope scope, Node x) {
        Heads divided = Heads.of(scope, heads, keyHeads, x.shape().dim(-1).size());
        Heads.check(scope, dropout);
        Shape steps = Shape.of(x.shape().dim(0), TIME);
        Shape shape = steps.insert(-1, Dim.of("width", memoryWidth));
        Node memory = scope.input(MEMORY, new Type(shape, DType.FLOAT));
        Node q = scope.run(dense("q", divided.width()), x);
        List<Node> kv = scope.run(dense("kv", 2 * divided.keyWidth()), memory).chunk(-1, 2);
        Attention attention = new Attention(false, scope.isTraining() ? dropout : 0);
        Node joined =
                divided.attend(
                        attention,
                        divided.queries(q),
                        divided.keys(kv.get(0)),
                        divided.keys(kv.get(1)),
                        mask.map(m -> m.seen(scope, steps)),
                        x);
        Dim width = Dim.of("width", divided.width());
        return scope.run(new Dense("out", width, hasBias, outWeights), joined);
    }

    private Dense dense(String name, long width) {
        return new Dense(name, Dim.of("width", width), hasBias, weights);
    }

    /** The examples that are checked. */
    public static List<LayerExample> examples() {
        KeyMask seen = KeyMask.input("seen");
        return List.of(
                LayerExample.of(new CrossAttention(2, 5), Example.reals(2, 3, 4))
                        .with(MEMORY, Example.reals(2, 7, 5)),
                LayerExample.of(
                                new CrossAttention(3, 2).withKeyHeads(1).withMask(seen),
                                Example.reals(1, 2, 6))
                        .with(MEMORY, Example.reals(1, 4, 2))
                        .with("seen", Example.below(2, 1, 4)));
    }
}
