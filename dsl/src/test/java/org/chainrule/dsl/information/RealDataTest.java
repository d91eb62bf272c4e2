package org.chainrule.dsl.information;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.chainrule.dsl.eval.NumericArray;
import org.chainrule.dsl.probability.Categorical;
import org.chainrule.dsl.probability.Tables;
import org.junit.jupiter.api.Test;

/** Information in irises and in letters. */
class RealDataTest {

    private static double[] column(NumericArray table, int column) {
        return IntStream.range(0, table.size(0)).mapToDouble(i -> table.at(i, column)).toArray();
    }

    /** Petals tell the kind of an iris, sepals less; in no case more than ln 3. */
    @Test
    void petalsTellTheKindOfAnIris() {
        NumericArray iris = Tables.iris();
        int[] kinds = Arrays.stream(column(iris, 4)).mapToInt(k -> (int) k).toArray();
        double[] told = new double[4];
        for (int j = 0; j < 4; j++) {
            double[] x = column(iris, j);
            var information = MutualInformation.ofColumns(Binning.ofWidth(8, x).bins(x), kinds);
            assertThat(information.nats())
                    .isCloseTo(information.divergence(), within(1e-12))
                    .isBetween(0.0, Math.log(3));
            told[j] = information.nats();
        }
        assertThat(Math.min(told[2], told[3])).isGreaterThan(Math.max(told[0], told[1]));
        assertThat(told)
                .containsExactly(new double[] {0.4747, 0.2761, 0.9323, 0.9607}, within(5e-5));
    }

    private static double[] frequencies(Map<?, Long> counts) {
        return Categorical.ofCounts(counts.values().stream().mapToDouble(c -> c).toArray())
                .probabilities()
                .values();
    }

    private static double[] letters(String text) {
        return frequencies(
                text.chars()
                        .boxed()
                        .collect(
                                Collectors.groupingBy(Function.identity(), Collectors.counting())));
    }

    private static double[] pairs(String text) {
        return frequencies(
                IntStream.range(0, text.length() - 1)
                        .mapToObj(i -> text.substring(i, i + 2))
                        .collect(
                                Collectors.groupingBy(Function.identity(), Collectors.counting())));
    }

    /** Letters, and letters after a letter: what a unigram and a bigram model can learn at best. */
    @Test
    void letterEntropyOfShakespeare() {
        String text = Tables.text("tinyshakespeare.txt");
        double letters = Entropy.of(letters(text));
        double conditional = Entropy.of(pairs(text)) - letters;
        assertThat(letters(text)).hasSize(65);
        assertThat(letters).isCloseTo(3.3128, within(5e-5));
        assertThat(conditional).isCloseTo(2.4526, within(5e-5));
        assertThat(Perplexity.ofLoss(conditional)).isLessThan(Perplexity.of(letters(text)));
    }

    @Test
    void letterEntropyOfNames() {
        String text = String.join("\n", Tables.lines("names.txt")) + "\n";
        assertThat(letters(text)).hasSize(27);
        assertThat(Entropy.of(letters(text))).isCloseTo(2.8227, within(5e-5));
    }
}
