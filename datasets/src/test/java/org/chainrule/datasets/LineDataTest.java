package org.chainrule.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LineDataTest {
    private static final Lines WORDS =
            new Lines("words", IntStream.range(0, 40).mapToObj(LineDataTest::word).toList());

    /** Different for each number, and of different lengths. */
    private static String word(int number) {
        return "ab".repeat(1 + number % 3) + Character.toString('c' + number / 3);
    }

    private static LineData data() {
        return LineData.of(WORDS, 42);
    }

    /** The lines of a batch, as the tokens that count say. */
    private static List<String> lines(LineData data, MaskedBatch batch) {
        List<String> lines = new ArrayList<>();
        TokenBatch tokens = batch.tokens();
        for (int b = 0; b < tokens.batch(); b++) {
            int row = b * tokens.time();
            int[] line =
                    IntStream.range(row, row + tokens.time())
                            .filter(i -> batch.mask()[i] == 1)
                            .map(i -> (int) tokens.targets()[i])
                            .toArray();
            assertThat(line[line.length - 1]).isEqualTo(LineCharacters.MARK);
            lines.add(
                    data.characters().decode(IntStream.of(line).limit(line.length - 1).toArray()));
        }
        return lines;
    }

    @Test
    void anEpochHasEachTrainingLineOnce() {
        LineData data = data();
        MaskedSequences whole = data.wholeLines();
        List<String> seen = new ArrayList<>();
        for (int step = 0; step < 4; step++) {
            seen.addAll(lines(data, whole.training(8, 7, step)));
        }
        assertThat(seen).containsExactlyInAnyOrderElementsOf(data.split().training().lines());
        assertThat(lines(data, whole.training(32, 7, 1)))
                .containsExactlyInAnyOrderElementsOf(seen)
                .isNotEqualTo(seen);
    }

    @Test
    void trainingBatchDependsOnSeedAndStepAlone() {
        MaskedSequences whole = data().wholeLines();
        whole.training(5, 1, 30);
        assertThat(whole.training(5, 1, 3).tokens())
                .isEqualTo(data().wholeLines().training(5, 1, 3).tokens())
                .isNotEqualTo(whole.training(5, 2, 3).tokens());
    }

    @Test
    void validationCoversItsLinesOnce() {
        LineData data = data();
        MaskedSequences whole = data.wholeLines();
        assertThat(whole.validationCount(3)).isEqualTo(2);
        List<String> seen = new ArrayList<>(lines(data, whole.validation(3, 0)));
        seen.addAll(lines(data, whole.validation(3, 1)));
        assertThat(seen).isEqualTo(data.split().validation().lines());
    }

    @Test
    void countIsOfTargetsThatCount() {
        MaskedBatch batch = data().characters().batch(List.of("ab", "ababab"));
        assertThat(batch.tokens().size()).isEqualTo(14);
        assertThat(batch.count()).isEqualTo(3 + 7);
        assertThat(data().wholeLines().longest()).isEqualTo(8);
        assertThat(data().wholeLines().vocabularySize()).isEqualTo(17);
    }

    @Test
    void testPartTakesThePlaceOfTheValidationPart() {
        LineData data = data();
        assertThat(data.onTest().validation(2).inputs()).isEqualTo(data.test(2).inputs());
        assertThat(data.onTest().onTest()).isEqualTo(data);
        assertThat(data.onTest().training(2).inputs()).isEqualTo(data.training(2).inputs());
    }

    @Test
    void fingerprintTellsOtherPartsApart() {
        assertThat(data().wholeLines().fingerprint())
                .isEqualTo(data().wholeLines().fingerprint())
                .isNotEqualTo(LineData.of(WORDS, 43).wholeLines().fingerprint());
    }
}
