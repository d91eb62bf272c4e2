package org.chainrule.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.chainrule.dsl.error.ChainruleException;
import org.junit.jupiter.api.Test;

class BigramCountsTest {
    private static final double ROUNDING = 1e-12;

    /** What the lectures print has four decimals. */
    private static final double PRINTED = 5e-5;

    private static final List<String> LINES = List.of("ab", "b", "b");
    private static final LineCharacters AB = new LineCharacters(CharTokenizer.of("ab"));
    private static final BigramCounts COUNTS = BigramCounts.of(AB, LINES);

    @Test
    void countsPairsWithTheMarksAround() {
        long[][] counts = {{0, 1, 2}, {0, 0, 1}, {3, 0, 0}};
        for (int a = 0; a < 3; a++) {
            for (int b = 0; b < 3; b++) {
                assertThat(COUNTS.count(a, b)).as("%d %d", a, b).isEqualTo(counts[a][b]);
            }
        }
    }

    @Test
    void probabilitiesAreSharesOfTheCounts() {
        assertThat(COUNTS.after(0).probabilities().values()).containsExactly(0, 1 / 3.0, 2 / 3.0);
        assertThat(COUNTS.smoothed(1).after(0).probabilities().values())
                .containsExactly(1 / 6.0, 2 / 6.0, 3 / 6.0);
    }

    /** Seven pairs: . a, ab, b. and twice .b and b. */
    @Test
    void likelihoodIsThatOfThePairs() {
        assertThat(COUNTS.negativeLogLikelihood(LINES))
                .isCloseTo(-(Math.log(1 / 3.0) + 2 * Math.log(2 / 3.0)) / 7, within(ROUNDING));
        assertThat(COUNTS.negativeLogLikelihood(List.of("ba"))).isInfinite();
        assertThat(COUNTS.smoothed(1).negativeLogLikelihood(List.of("a")))
                .isCloseTo(-(Math.log(2 / 6.0) + Math.log(1 / 4.0)) / 2, within(ROUNDING));
    }

    @Test
    void tokenThatWasNeverSeenIsImpossible() {
        BigramCounts onlyA = BigramCounts.of(AB, List.of("a"));
        assertThat(onlyA.negativeLogLikelihood(List.of("b"))).isInfinite();
        assertMessage(
                () -> onlyA.after(2),
                "BigramCounts: a token must have been followed by another to say by which, but"
                        + " token 2 never was. Use smoothed(1).");
    }

    @Test
    void sampledLinesOccurAsOftenAsTheirProbability() {
        var random = new SplittableRandom(5);
        int draws = 30_000;
        long ab = IntStream.range(0, draws).filter(i -> COUNTS.sample(random).equals("ab")).count();
        double deviation = Math.sqrt(2 / 9.0 / draws);
        assertThat((double) ab / draws).isCloseTo(1 / 3.0, within(4 * deviation));
        assertThat(COUNTS.sample(new SplittableRandom(9)))
                .isEqualTo(COUNTS.sample(new SplittableRandom(9)));
    }

    @Test
    void lineThatFindsNoEndIsCut() {
        BigramCounts endless = BigramCounts.of(AB, List.of("a".repeat(1_000_000)));
        assertThat(endless.sample(new SplittableRandom(1))).isEqualTo("a".repeat(1_000));
    }

    /** 2.4540 in part 1 of the lectures, on all names; with one added to each count 2.4546. */
    @Test
    void likelihoodOfNamesIsMakemores() {
        Path file = Cache.standard().file("names.txt");
        assumeTrue(
                Files.exists(file),
                () ->
                        "needs %s; set %s to a folder that holds names.txt"
                                .formatted(file, Cache.VARIABLE));
        Lines names = Lines.of(Corpora.named("names"));
        BigramCounts counts =
                BigramCounts.of(new LineCharacters(names.characters()), names.lines());
        assertThat(counts.negativeLogLikelihood(names.lines())).isCloseTo(2.4540, within(PRINTED));
        assertThat(counts.smoothed(1).negativeLogLikelihood(names.lines()))
                .isCloseTo(2.4546, within(PRINTED));
        assertThat(counts.count(0, 1)).as("names that begin with a").isEqualTo(4_410);
    }

    @Test
    void saysWhatIsWrong() {
        assertMessage(
                () -> COUNTS.smoothed(-1),
                "BigramCounts.smoothed: k must be 0 or more, but it is -1.0. Use 1 for Laplace's"
                        + " rule.");
        assertMessage(
                () -> COUNTS.negativeLogLikelihood(List.of()),
                "BigramCounts: there must be a line, but there is none. Give one line at least.");
    }

    private static void assertMessage(Runnable run, String message) {
        assertThatThrownBy(run::run).isInstanceOf(ChainruleException.class).hasMessage(message);
    }
}
