package org.chainrule.datasets.generators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.chainrule.datasets.MaskedBatch;
import org.chainrule.dsl.error.ChainruleException;
import org.junit.jupiter.api.Test;

class SequenceCopyTest {
    private static final SequenceCopy DATA = new SequenceCopy(4, 5);

    /** What is copied in each row. */
    private static List<List<Long>> sequences(MaskedBatch batch) {
        List<List<Long>> sequences = new ArrayList<>();
        for (int b = 0; b < batch.tokens().batch(); b++) {
            sequences.add(
                    LongStream.of(Arrays.copyOfRange(batch.tokens().inputs(), 10 * b, 10 * b + 5))
                            .boxed()
                            .toList());
        }
        return sequences;
    }

    @Test
    void secondHalfIsTheFirstOnceMore() {
        MaskedBatch batch = DATA.training(3, 1, 0);
        for (int b = 0; b < 3; b++) {
            long[] inputs = Arrays.copyOfRange(batch.tokens().inputs(), 10 * b, 10 * b + 10);
            long[] targets = Arrays.copyOfRange(batch.tokens().targets(), 10 * b, 10 * b + 10);
            assertThat(inputs[5]).as("the sign between").isEqualTo(4);
            assertThat(Arrays.copyOfRange(targets, 5, 10)).isEqualTo(Arrays.copyOf(inputs, 5));
            assertThat(Arrays.copyOf(targets, 9)).isEqualTo(Arrays.copyOfRange(inputs, 1, 10));
            assertThat(Arrays.copyOfRange(batch.mask(), 10 * b, 10 * b + 10))
                    .containsExactly(0, 0, 0, 0, 0, 1, 1, 1, 1, 1);
        }
    }

    /** Of 1,024 sequences a tenth is never drawn for training, however long one trains. */
    @Test
    void noSequenceIsInBothParts() {
        List<List<Long>> held = new ArrayList<>();
        for (int i = 0; i < DATA.validationCount(100); i++) {
            held.addAll(sequences(DATA.validation(100, i)));
        }
        assertThat(held).hasSize(512).isEqualTo(sequences(DATA.validation(512, 0)));
        List<List<Long>> training = sequences(DATA.training(20_000, 1, 0));
        assertThat(training).doesNotContainAnyElementsOf(held);
        assertThat(training.stream().distinct().count()).isBetween(850L, 980L);
    }

    @Test
    void batchDependsOnSeedAndStepAlone() {
        assertThat(DATA.training(4, 7, 2).tokens())
                .isEqualTo(new SequenceCopy(4, 5).training(4, 7, 2).tokens())
                .isNotEqualTo(DATA.training(4, 7, 3).tokens())
                .isNotEqualTo(DATA.training(4, 8, 2).tokens());
        assertThat(DATA.longest()).isEqualTo(10);
        assertThat(DATA.vocabularySize()).isEqualTo(5);
    }

    @Test
    void saysWhatIsWrong() {
        assertThatThrownBy(() -> new SequenceCopy(2, 9))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(
                        "SequenceCopy: there must be at least 1,000 different sequences, so that"
                                + " some are held out, but found 2 symbols and length 9. Try 8"
                                + " symbols and length 10.");
    }
}
