package org.chainrule.dsl.djl;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.ndarray.types.DataType;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.chainrule.dsl.Net;
import org.chainrule.dsl.SequenceNet;
import org.chainrule.dsl.djl.Generator.Sampling;
import org.chainrule.dsl.initializers.Initializers;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * How often each token follows each. The network here sees the last token only, so that the text is
 * a Markov chain whose transitions are known: the softmax of a product of the embedding with
 * itself.
 */
class SamplingTest {
    private static final int VOCABULARY = 5;
    private static final int WIDTH = 8;
    private static final int CONTEXT = 16;
    private static final int COUNT = 5_000;
    private static final long SEED = 4;

    /** What χ² with 20 degrees of freedom exceeds once in 10,000 times. */
    private static final double GREATEST = 52.4;

    private static final SequenceNet NET =
            Net.tokens(CONTEXT)
                    .embed(VOCABULARY, WIDTH, e -> e.withWeights(Initializers.normal(0.4)))
                    .tiedLogits();

    @BeforeAll
    static void oneThreadIsEnough() {
        Native.threads(1);
    }

    /** χ² of all transitions, over those that may occur; infinite where another did. */
    private static double chiSquare(long[][] counts, double[][] expected) {
        double sum = 0;
        for (int from = 0; from < VOCABULARY; from++) {
            long total = Arrays.stream(counts[from]).sum();
            for (int to = 0; to < VOCABULARY; to++) {
                double hoped = total * expected[from][to];
                double miss = counts[from][to] - hoped;
                sum += hoped == 0 && miss == 0 ? 0 : miss * miss / hoped;
            }
        }
        return sum;
    }

    /** The probabilities after a token, by hand. */
    private static double[] expected(double[] table, int token, Sampling sampling) {
        double[] p =
                IntStream.range(0, VOCABULARY)
                        .mapToDouble(to -> Math.exp(dot(table, token, to) / sampling.temperature()))
                        .toArray();
        double sum = Arrays.stream(p).sum();
        int[] likeliestFirst =
                IntStream.range(0, VOCABULARY)
                        .boxed()
                        .sorted(Comparator.comparingDouble(to -> -p[to]))
                        .mapToInt(to -> to)
                        .toArray();
        double mass = 0;
        double kept = 0;
        for (int rank = 0; rank < VOCABULARY; rank++) {
            int to = likeliestFirst[rank];
            boolean within = sampling.topK() == 0 || rank < sampling.topK();
            double share = p[to] / sum;
            p[to] = within && mass < sampling.topP() ? share : 0;
            kept += p[to];
            mass += share;
        }
        double all = kept;
        return Arrays.stream(p).map(share -> share / all).toArray();
    }

    private static double dot(double[] table, int a, int b) {
        return IntStream.range(0, WIDTH)
                .mapToDouble(i -> table[a * WIDTH + i] * table[b * WIDTH + i])
                .sum();
    }

    @ParameterizedTest
    @CsvSource({"1, 0, 1", "0.5, 0, 1", "3, 0, 1", "1, 2, 1", "1, 3, 1", "1, 0, 0.6", "1, 3, 0.5"})
    void frequenciesFollowTheSoftmax(double temperature, int topK, double topP) {
        Sampling sampling = new Sampling(temperature, topK, topP, SEED);
        try (Weights weights = new Weights(NET.parameters(), SEED, DataType.FLOAT32, Device.cpu());
                Generator generator = new Generator(NET, CONTEXT, weights, true)) {
            int[] text = generator.generate(new int[] {0}, COUNT, sampling, made -> {});
            long[][] counts = new long[VOCABULARY][VOCABULARY];
            for (int i = 1; i < COUNT; i++) {
                counts[text[i - 1]][text[i]]++;
            }
            double[] table = Trial.numbers(weights.arrays().get("embed.weight"));
            double[][] expected = new double[VOCABULARY][];
            Arrays.setAll(expected, token -> expected(table, token, sampling));
            assertThat(chiSquare(counts, expected))
                    .as("seed %d, transitions %s", SEED, Arrays.deepToString(counts))
                    .isLessThan(GREATEST);
        }
    }
}
