package org.chainrule.trainers.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(300)
class BenchCommandTest {
    private static final String[] SHORT = {
        "bench",
        "--preset",
        "shakespeare-cpu",
        "--rounds",
        "2",
        "--steps",
        "2",
        "--warm-up",
        "1",
        "--threads",
        "1"
    };

    private static List<String> lines(String... more) {
        Outcome outcome =
                Outcome.of(Stream.concat(Stream.of(SHORT), Stream.of(more)).toArray(String[]::new));
        assertThat(outcome.code()).as(outcome.err()).isZero();
        assertThat(outcome.err()).isEmpty();
        return outcome.out().lines().toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"djl", "autograd"})
    void lastLineIsTheRatioToTheOtherSide(String opponent) {
        List<String> lines = lines("--against", opponent);
        assertThat(lines).hasSize(6);
        assertThat(lines.get(4)).matches(opponent + ": median \\d+\\.\\d+ ms a step");
        assertThat(lines.get(5))
                .matches("ratio \\d+\\.\\d+ \\(min \\d+\\.\\d+, max \\d+\\.\\d+\\)");
        double[] ratios =
                Stream.of(lines.get(5).replaceAll("[^0-9.]+", " ").trim().split(" "))
                        .mapToDouble(Double::parseDouble)
                        .toArray();
        assertThat(ratios[1]).isPositive().isLessThanOrEqualTo(ratios[0]);
        assertThat(ratios[2]).isGreaterThanOrEqualTo(ratios[0]);
    }

    @Test
    void withoutAnotherSideThereIsNoRatio() {
        List<String> lines = lines();
        assertThat(lines)
                .hasSize(4)
                .first()
                .isEqualTo(
                        "shakespeare-cpu: 4 layers, width 128, context 64, batch 12; 1 threads,"
                                + " derived gradients");
        assertThat(lines.get(1)).matches("ours: median \\d+\\.\\d\\d ms a step, [\\d,]+ tokens/s");
        assertThat(lines.get(2))
                .matches(
                        "its matrix products alone would take \\d+\\.\\d\\d ms at \\d+ GFLOP/s, the"
                                + " best rate measured: \\d+% of the step");
        assertThat(lines.get(3)).startsWith("peak memory of the process: ");
    }

    @Test
    void blocksAreATableWhoseLastLineIsTheRatioOfItsRows() {
        Outcome outcome =
                Outcome.of("bench", "--blocks", "layer norm", "--rounds", "2", "--threads", "1");
        assertThat(outcome.code()).as(outcome.err()).isZero();
        List<String> lines = outcome.out().lines().toList();
        assertThat(lines)
                .hasSize(7)
                .startsWith(
                        "| block | size | Chainrule, ms | DJL, ms | ratio |",
                        "| --- | --- | ---: | ---: | ---: |");
        assertThat(lines.subList(2, 5))
                .allMatch(
                        line ->
                                line.matches(
                                        "\\| layer norm \\| \\d+ × \\d+, width \\d+ (\\| \\d+\\.\\d{3}"
                                                + " ){2}\\| \\d+\\.\\d\\d \\(\\d+\\.\\d\\d to"
                                                + " \\d+\\.\\d\\d\\) \\|"));
        assertThat(lines.get(5)).isEmpty();
        assertThat(lines.get(6))
                .matches("ratio \\d+\\.\\d+ \\(min \\d+\\.\\d+, max \\d+\\.\\d+\\)");
    }

    @Test
    void unknownBlock() {
        assertThat(Outcome.of("bench", "--blocks", "perceptron"))
                .isEqualTo(
                        Outcome.refused(
                                "chainrule: --blocks: must name a block, but found perceptron. Use"
                                        + " one of dense, layer norm, attention, conv2d, LSTM,"
                                        + " embedding, cross-entropy, AdamW step, or no name for"
                                        + " all."));
    }

    @ParameterizedTest
    @CsvSource({"--rounds", "--steps", "--threads"})
    void numbersMustBePositive(String option) {
        assertThat(Outcome.of("bench", option, "0"))
                .isEqualTo(
                        Outcome.refused(
                                "chainrule: "
                                        + option
                                        + ": must be 1 or more, but found 0. Give a greater"
                                        + " number."));
    }

    @Test
    void unknownOpponent() {
        assertThat(Outcome.of("bench", "--against", "keras"))
                .isEqualTo(
                        Outcome.refused(
                                "chainrule: Invalid value for option '--against': expected one of"
                                        + " [DJL, AUTOGRAD] (case-insensitive) but was 'keras'. See"
                                        + " chainrule bench --help."));
    }
}
