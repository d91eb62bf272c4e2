package org.chainrule.trainers.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.chainrule.trainers.Sentences;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code train --find-rate}. */
@Timeout(300)
class FindRateTest {
    @TempDir private Path directory;

    private Path text;

    @BeforeEach
    void write() throws IOException {
        text = Files.writeString(directory.resolve("text.txt"), Sentences.text());
    }

    private Outcome find(String... more) {
        return Outcome.of(
                Stream.concat(
                                Stream.of(
                                        "train",
                                        "--find-rate",
                                        "--data",
                                        text.toString(),
                                        "--layers",
                                        "1",
                                        "--heads",
                                        "2",
                                        "--width",
                                        "16",
                                        "--context",
                                        "8",
                                        "--threads",
                                        "1"),
                                Stream.of(more))
                        .toArray(String[]::new));
    }

    private void assertRefused(String line, String... arguments) {
        assertThat(find(arguments)).isEqualTo(Outcome.refused("chainrule: " + line));
    }

    @Test
    void twoRatesAreSuggestedAndNothingIsTrained() throws IOException {
        Outcome outcome = find();
        assertThat(outcome.code()).as(outcome.err()).isZero();
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out())
                .matches(
                        "rate of the steepest fall \\d\\.\\de-0[1-6]\\R"
                                + "a tenth of the rate with the least loss \\d\\.\\de-0[1-6]\\R");
        try (var files = Files.list(directory)) {
            assertThat(files).containsExactly(text);
        }
    }

    @Test
    void sameSeedSuggestsTheSame() {
        assertThat(find("--seed", "3")).isEqualTo(find("--seed", "3"));
    }

    @Test
    void lossesAreDrawn() throws IOException {
        Path plot = directory.resolve("rates.png");
        Outcome outcome = find("--plot", plot.toString());
        assertThat(outcome.code()).as(outcome.err()).isZero();
        assertThat(ImageIO.read(plot.toFile()).getWidth()).isGreaterThan(800);
    }

    @Test
    void plotMustBeAPicture() {
        assertRefused(
                "--plot: the name of a picture must end in .png or .svg, but found rates.pdf."
                        + " Choose another name.",
                "--plot",
                "rates.pdf");
    }

    @Test
    void runHasNoPlotOfRates() {
        assertThat(Outcome.of("train", "--plot", "rates.png"))
                .isEqualTo(
                        Outcome.refused(
                                "chainrule: --plot: losses over rates are drawn when a rate is"
                                        + " looked for, but this run trains. Add --find-rate; a"
                                        + " run leaves its loss.png in --out."));
    }

    @Test
    void folderHasNoUse() {
        assertRefused(
                "--find-rate: a rate is looked for before a run, in no folder, but found --out."
                        + " Leave it out.",
                "--out",
                "run");
        assertRefused(
                "--find-rate: a rate is looked for before a run, in no folder, but found --resume."
                        + " Leave it out.",
                "--resume");
    }
}
