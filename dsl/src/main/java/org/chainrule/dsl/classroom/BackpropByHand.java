package org.chainrule.dsl.classroom;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.chainrule.dsl.eval.NumericArray;
import org.chainrule.dsl.graph.DType;
import org.chainrule.dsl.graph.Dim;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Variable;

/**
 * The exercise in which every gradient of a character model is found by hand: embedding, dense
 * layer, batch norm, tanh, dense layer and cross-entropy, all in small steps.
 *
 * <p>It has the sizes and the names of the original: a batch of n = 32, contexts of 3 characters
 * out of 27, embeddings of width 10, 64 hidden units, variance with n − 1. The only name added is
 * {@code chosen}, which is 1 at the right character of each row, else 0. Source: Karpathy,
 * "Building makemore, part 4: becoming a backprop ninja", 2022.
 *
 * @param loss the loss
 * @param names the values and the weights, in the order of the forward pass
 * @param numbers the numbers of the batch and of the weights
 */
public record BackpropByHand(
        Node loss, Map<String, Node> names, Map<Variable, NumericArray> numbers) {
    /** n, the examples of the batch. */
    public static final int BATCH = 32;

    private static final Dim N = Dim.of("batch", BATCH);
    private static final Dim CONTEXT = Dim.of("context", 3);
    private static final Dim VOCABULARY = Dim.of("vocabulary", 27);
    private static final Dim WIDTH = Dim.of("width", 10);
    private static final Dim JOINED = Dim.of("joined", 30);
    private static final Dim HIDDEN = Dim.of("hidden", 64);
    private static final Dim ROW = Dim.of("", 1);
    private static final double EPSILON = 1e-5;

    /** The exercise on numbers drawn from a seed, scaled as in the original. */
    public static BackpropByHand drawn(long seed) {
        return new Drawing(seed).exercise();
    }

    /** The worksheet, to be filled in. */
    public Worksheet worksheet() {
        return Worksheet.of(loss, names, numbers);
    }

    private static final class Drawing {
        private final SplittableRandom random;
        private final Map<Variable, NumericArray> numbers = new LinkedHashMap<>();
        private final Map<String, Node> names = new LinkedHashMap<>();

        Drawing(long seed) {
            random = new SplittableRandom(seed);
        }

        BackpropByHand exercise() {
            Node logits = logits(characters("Xb", N, CONTEXT));
            Node loss = loss(logits, characters("Yb", N));
            return new BackpropByHand(loss, names, numbers);
        }

        private Node logits(Node characters) {
            Node emb = name("emb", weight("C", 0, 1, VOCABULARY, WIDTH).lookUp(characters));
            Node embcat = name("embcat", emb.merge(1, 2));
            Node w1 = weight("W1", 0, 5.0 / 3 / Math.sqrt(JOINED.size()), JOINED, HIDDEN);
            Node hprebn = name("hprebn", embcat.matmul(w1).plus(weight("b1", 0, 0.1, HIDDEN)));
            Node h = name("h", normalized(hprebn).tanh());
            Node w2 = weight("W2", 0, 0.1, HIDDEN, VOCABULARY);
            return name("logits", h.matmul(w2).plus(weight("b2", 0, 0.1, VOCABULARY)));
        }

        private Node normalized(Node hprebn) {
            Node mean = name("bnmeani", hprebn.sumKept(0).times(1.0 / BATCH));
            Node bndiff = name("bndiff", hprebn.minus(mean));
            Node bndiff2 = name("bndiff2", bndiff.pow(2));
            Node bnvar = name("bnvar", bndiff2.sumKept(0).times(1.0 / (BATCH - 1)));
            Node inverse = name("bnvar_inv", bnvar.plus(EPSILON).pow(-0.5));
            Node bnraw = name("bnraw", bndiff.times(inverse));
            Node gain = weight("bngain", 1, 0.1, ROW, HIDDEN);
            return name("hpreact", gain.times(bnraw).plus(weight("bnbias", 0, 0.1, ROW, HIDDEN)));
        }

        private Node loss(Node logits, Node targets) {
            Node maxes = name("logit_maxes", logits.maxKept(1));
            Node norm = name("norm_logits", logits.minus(maxes));
            Node counts = name("counts", norm.exp());
            Node sum = name("counts_sum", counts.sumKept(1));
            Node inverse = name("counts_sum_inv", sum.pow(-1));
            Node probs = name("probs", counts.times(inverse));
            Node logprobs = name("logprobs", probs.log());
            Node chosen = name("chosen", targets.unsqueeze(-1).equalTo(logprobs.indices(-1)));
            return logprobs.times(chosen).sum().over(-BATCH);
        }

        private Node name(String name, Node node) {
            names.put(name, node);
            return node;
        }

        /** Weights from a normal distribution. */
        private Node weight(String name, double mean, double deviation, Dim... dims) {
            Node node = Variable.input(name, DType.FLOAT, dims);
            double[] values = new double[(int) node.shape().elements()];
            for (int i = 0; i < values.length; i++) {
                values[i] = random.nextGaussian(mean, deviation);
            }
            numbers.put((Variable) node.call().op(), NumericArray.of(values, node.shape().sizes()));
            return name(name, node);
        }

        private Node characters(String name, Dim... dims) {
            Node node = Variable.input(name, DType.INT, dims);
            double[] values =
                    random.longs(node.shape().elements(), 0, VOCABULARY.size())
                            .asDoubleStream()
                            .toArray();
            numbers.put((Variable) node.call().op(), NumericArray.of(values, node.shape().sizes()));
            return name(name, node);
        }
    }
}
