package org.chainrule.datasets;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.probability.Categorical;

/**
 * A model of lines that counts which token follows which: p(b | a) = (n[a, b] + k) / (Σ n[a, ·] +
 * k·V), the maximum of the likelihood for k = 0.
 *
 * <p>It is what part 1 of Karpathy's makemore lectures begins with. A network with a score for each
 * pair that is trained on the same lines tends to the same probabilities.
 *
 * <pre>{@code
 * Lines names = new Lines("names", List.of("emma", "ava", "mia"));
 * var characters = new LineCharacters(names.characters());
 * BigramCounts pairs = BigramCounts.of(characters, names.lines());
 * pairs.negativeLogLikelihood(names.lines());
 * pairs.smoothed(1).sample(new java.util.SplittableRandom(1));
 * }</pre>
 */
@Teaches(
        meaning = "counts which character follows which, as in makemore",
        formula = "p(b|a) = (n[a,b] + k)/(Σ n[a,·] + k·V)")
public final class BigramCounts {
    private static final int LONGEST = 1_000;

    private final LineCharacters characters;
    private final long[] counts; // (V, V), row by row: before, after
    private final double added;

    private BigramCounts(LineCharacters characters, long[] counts, double added) {
        this.characters = characters;
        this.counts = counts;
        this.added = added;
    }

    /**
     * Counts the pairs of lines, with a mark before and after each.
     *
     * @param characters turns lines into tokens
     * @param lines any lines
     * @return the counts, with nothing added
     * @throws ChainruleException if a character is unknown
     */
    public static BigramCounts of(LineCharacters characters, List<String> lines) {
        int v = characters.vocabularySize();
        long[] counts = new long[v * v];
        NextCharacters pairs = characters.next(lines, 1);
        for (int i = 0; i < pairs.targets().length; i++) {
            counts[(int) (pairs.inputs()[i] * v + pairs.targets()[i])]++;
        }
        return new BigramCounts(characters, counts, 0);
    }

    /**
     * The same with a number added to each count, so that no pair is impossible.
     *
     * @param k how much, 0 or more; 1 is Laplace's rule
     * @return a changed copy
     * @throws ChainruleException if k is below 0 or not finite
     */
    public BigramCounts smoothed(double k) {
        if (!(k >= 0 && k < Double.POSITIVE_INFINITY)) {
            throw new ChainruleException(
                    "BigramCounts.smoothed",
                    "k must be 0 or more",
                    "but it is " + k,
                    "Use 1 for Laplace's rule.");
        }
        return new BigramCounts(characters, counts, k);
    }

    /**
     * How often a token followed another.
     *
     * @param before from 0 to V − 1
     * @param after from 0 to V − 1
     * @return n[a, b], without what smoothing adds
     */
    public long count(int before, int after) {
        return counts[before * characters.vocabularySize() + after];
    }

    /**
     * What follows a token.
     *
     * @param before from 0 to V − 1
     * @return a probability for each token
     * @throws ChainruleException if the token was never followed by any and nothing is added
     */
    public Categorical after(int before) {
        double[] row = row(before);
        if (Arrays.stream(row).sum() == 0) {
            throw new ChainruleException(
                    "BigramCounts",
                    "a token must have been followed by another to say by which",
                    "but token " + before + " never was",
                    "Use smoothed(1).");
        }
        return Categorical.ofCounts(row);
    }

    private double[] row(int before) {
        return IntStream.range(0, characters.vocabularySize())
                .mapToDouble(after -> count(before, after) + added)
                .toArray();
    }

    /**
     * −1/n·Σ ln p(b | a) over all pairs of lines, marks included.
     *
     * @param lines at least one line
     * @return the mean, infinite where a pair is impossible
     * @throws ChainruleException if a character is unknown, or there is no line
     */
    public double negativeLogLikelihood(List<String> lines) {
        int v = characters.vocabularySize();
        double[] logs = new double[v * v];
        for (int a = 0; a < v; a++) {
            double[] row = row(a);
            double sum = Arrays.stream(row).sum();
            for (int b = 0; b < v; b++) {
                logs[a * v + b] = Math.log(row[b] / sum);
            }
        }
        NextCharacters pairs = characters.next(lines, 1);
        return IntStream.range(0, pairs.targets().length)
                .mapToDouble(i -> -logs[(int) (pairs.inputs()[i] * v + pairs.targets()[i])])
                .map(nll -> Double.isNaN(nll) ? Double.POSITIVE_INFINITY : nll) // 0/0: never seen
                .average()
                .orElseThrow(
                        () ->
                                new ChainruleException(
                                        "BigramCounts",
                                        "there must be a line",
                                        "but there is none",
                                        "Give one line at least."));
    }

    /**
     * A line, drawn token by token until its end; one that finds no end is cut after 1,000 tokens.
     *
     * @param random where random numbers come from
     * @return the line
     * @throws ChainruleException if no line was counted and nothing is added
     */
    public String sample(RandomGenerator random) {
        int[] tokens = new int[LONGEST];
        int length = 0;
        int token = LineCharacters.MARK;
        do {
            token = after(token).sample(random);
            if (token != LineCharacters.MARK) {
                tokens[length++] = token;
            }
        } while (token != LineCharacters.MARK && length < LONGEST);
        return characters.decode(Arrays.copyOf(tokens, length));
    }
}
