package org.chainrule.dsl.check;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.eval.Evaluator;
import org.chainrule.dsl.eval.NumericArray;
import org.chainrule.dsl.graph.DType;
import org.chainrule.dsl.graph.Dim;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Reverse;
import org.chainrule.dsl.graph.Variable;
import org.chainrule.dsl.ops.Scores;
import org.chainrule.dsl.ops.Softmax;

/**
 * Why attention divides its scores by √D, measured: for queries and keys of independent standard
 * normal numbers, q·k is a sum of D products of variance 1, so its variance is D. Softmax of such
 * scores gives almost everything to one key, and then its gradient P ⊙ (dP − Σ dP ⊙ P) vanishes.
 * Divided by √D, the variance is 1 for every D, and the gradient does not depend on D.
 *
 * <pre>{@code
 * import org.chainrule.dsl.check.ScoreScaling;
 *
 * List<ScoreScaling> plain = ScoreScaling.over(false, 1, 4, 16, 64, 256, 1_024);
 * List<ScoreScaling> scaled = ScoreScaling.over(true, 1, 4, 16, 64, 256, 1_024);
 * }</pre>
 *
 * <p>Source: Vaswani et al., "Attention Is All You Need", 2017, footnote 4.
 *
 * @param size D, the size of queries and keys
 * @param isScaled whether the scores are divided by √D
 * @param variance the variance of the scores
 * @param greatest the greatest weight that a query gives to one of its keys, on average; the least
 *     that it can be is 1/16
 * @param gradient the norm of the gradient of a query's scores, where that of its weights is
 *     standard normal: the median of 256 queries
 */
@Teaches(
        meaning = "why attention is scaled: variance, saturation and gradient by head size",
        rows = "F10")
public record ScoreScaling(
        long size, boolean isScaled, double variance, double greatest, double gradient) {
    private static final int QUERIES = 256;
    private static final int KEYS = 16;

    /**
     * Measures at several sizes.
     *
     * @param isScaled whether the scores are divided by √D
     * @param sizes each D
     */
    public static List<ScoreScaling> over(boolean isScaled, long... sizes) {
        return IntStream.range(0, sizes.length)
                .mapToObj(i -> measure(sizes[i], isScaled, i))
                .toList();
    }

    /** Measures at one size, with numbers drawn from a seed. */
    public static ScoreScaling measure(long size, boolean isScaled, long seed) {
        Dim query = Dim.of("query", QUERIES);
        Dim key = Dim.of("key", KEYS);
        Node q = Variable.input("q", DType.FLOAT, query, Dim.of("size", size));
        Node k = Variable.input("k", DType.FLOAT, key, Dim.of("size", size));
        Node dp = Variable.input("dP", DType.FLOAT, query, key);
        Node scores = isScaled ? new Scores(false).apply(q, k) : q.matmul(k.transpose());
        Node weights = new Softmax().apply(scores);
        Node ds = Reverse.gradients(weights, dp, List.of(scores)).get(0);
        SplittableRandom random = new SplittableRandom(seed);
        Evaluator evaluator =
                new Evaluator(
                        Map.of(
                                variable(q), normal(random, QUERIES, size),
                                variable(k), normal(random, KEYS, size),
                                variable(dp), normal(random, QUERIES, KEYS)),
                        seed);
        Node variance = scores.minus(scores.mean()).square().mean();
        return new ScoreScaling(
                size,
                isScaled,
                evaluator.valueOf(variance).item(),
                evaluator.valueOf(weights.maxKept(-1).mean()).item(),
                median(evaluator.valueOf(ds.square().sum(-1).sqrt())));
    }

    private static double median(NumericArray array) {
        double[] sorted = Arrays.stream(array.values()).sorted().toArray();
        return (sorted[sorted.length / 2 - 1] + sorted[sorted.length / 2]) / 2;
    }

    private static NumericArray normal(SplittableRandom random, long rows, long columns) {
        return NumericArray.filled(0, rows, columns).map(zero -> random.nextGaussian());
    }

    private static Variable variable(Node node) {
        return (Variable) node.call().op();
    }
}
