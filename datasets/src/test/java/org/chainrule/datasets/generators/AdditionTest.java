package org.chainrule.datasets.generators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.chainrule.datasets.MaskedBatch;
import org.chainrule.datasets.TokenBatch;
import org.chainrule.dsl.error.ChainruleException;
import org.junit.jupiter.api.Test;

class AdditionTest {
    private static final Addition SUMS = new Addition(2);

    /** Each row of a batch as text, inputs and the last target. */
    private static Set<String> texts(Addition sums, MaskedBatch batch) {
        Set<String> texts = new HashSet<>();
        TokenBatch tokens = batch.tokens();
        for (int b = 0; b < tokens.batch(); b++) {
            int row = b * tokens.time();
            int[] text =
                    IntStream.rangeClosed(0, tokens.time())
                            .map(
                                    t ->
                                            (int)
                                                    (t < tokens.time()
                                                            ? tokens.inputs()[row + t]
                                                            : tokens.targets()[row + t - 1]))
                            .toArray();
            texts.add(sums.text(text));
        }
        return texts;
    }

    private static Set<String> validation(Addition sums) {
        return texts(sums, sums.validation(sums.validationSums(), 0));
    }

    @Test
    void answerStandsInReverse() {
        assertThat(SUMS.write(85, 50)).isEqualTo("85+50=531");
        assertThat(SUMS.write(7, 5)).isEqualTo("07+05=210");
        assertThat(new Addition(3).write(999, 1)).isEqualTo("999+001=0001");
        assertThat(SUMS.text(SUMS.question(85, 50))).isEqualTo("85+50=");
        assertThat(SUMS.answer(5, 3, 1)).isEqualTo(135);
        assertThat(SUMS.answer(5, 11, 1)).isEqualTo(-1);
    }

    @Test
    void onlyTheAnswerCounts() {
        MaskedBatch batch = SUMS.training(1, 1, 0);
        assertThat(batch.mask()).containsExactly(0, 0, 0, 0, 0, 1, 1, 1);
        assertThat(Arrays.copyOfRange(batch.tokens().inputs(), 1, 8))
                .isEqualTo(Arrays.copyOf(batch.tokens().targets(), 7));
        assertThat(batch.tokens().inputs()[5]).as("=").isEqualTo(11);
    }

    @Test
    void everySumIsRightAndInOnePart() {
        Set<String> training = texts(SUMS, SUMS.training(SUMS.trainingSums(), 1, 0));
        Set<String> held = validation(SUMS);
        assertThat(training).hasSize(SUMS.trainingSums()).doesNotContainAnyElementsOf(held);
        assertThat(held).hasSize(SUMS.validationSums());
        assertThat(training.size() + held.size()).isEqualTo(10_000);
        assertThat(held).hasSizeBetween(800, 1_200).doesNotContainAnyElementsOf(swapped(training));
        training.addAll(held);
        for (String text : training) {
            int a = Integer.parseInt(text.substring(0, 2));
            int b = Integer.parseInt(text.substring(3, 5));
            assertThat(text).isEqualTo(SUMS.write(a, b));
            String answer = new StringBuilder(text.substring(6)).reverse().toString();
            assertThat(Integer.parseInt(answer)).isEqualTo(a + b);
        }
    }

    /** b + a for a + b. */
    private static Set<String> swapped(Set<String> sums) {
        Set<String> swapped = new HashSet<>();
        sums.forEach(
                s -> swapped.add(s.substring(3, 5) + "+" + s.substring(0, 2) + s.substring(5)));
        return swapped;
    }

    @Test
    void batchDependsOnSeedAndStepAlone() {
        TokenBatch batch = SUMS.training(9, 3, 4).tokens();
        assertThat(new Addition(2).training(9, 3, 4).tokens())
                .isEqualTo(batch)
                .isNotEqualTo(SUMS.training(9, 4, 4).tokens());
        assertThat(SUMS.validationCount(100) * 100)
                .isBetween(SUMS.validationSums(), SUMS.validationSums() + 99);
    }

    @Test
    void saysWhatIsWrong() {
        assertThatThrownBy(() -> new Addition(4))
                .isInstanceOf(ChainruleException.class)
                .hasMessage("Addition: numbers must have 1 to 3 digits, but found 4. Try 2.");
        assertThatThrownBy(() -> SUMS.write(100, -1))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(
                        "Addition: numbers must be from 0 to 99, but found 100 and -1. Use Addition"
                                + " with more digits.");
    }
}
