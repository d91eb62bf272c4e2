package org.chainrule.trainers.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tech.tablesaw.api.Table;

/** {@code train} with the options as they are, on points that are drawn and on real tables. */
@Timeout(300)
class TrainKnownTablesTest {
    private static final Pattern ACCURACY = Pattern.compile("test accuracy ([01]\\.\\d{4}) on ");

    @TempDir private Path directory;

    private Path folder;

    @BeforeEach
    void choose() {
        folder = directory.resolve("run");
    }

    private Outcome train(Path file, String... more) {
        Outcome outcome = Flowers.train(file, folder, more);
        assertThat(outcome.code()).as(outcome.err()).isZero();
        return outcome;
    }

    private static double accuracy(Outcome outcome) {
        Matcher told = ACCURACY.matcher(outcome.out());
        assertThat(told.find()).as(outcome.out()).isTrue();
        return Double.parseDouble(told.group(1));
    }

    @ParameterizedTest
    @CsvSource({"moons, 0.99", "spirals, 0.99", "blobs, 0.95", "xor, 0.9"})
    void pointsAreLearned(String name, double least) {
        Outcome outcome =
                Outcome.of("train", "--data", name, "--out", folder.toString(), "--threads", "1");
        assertThat(outcome.code()).as(outcome.err()).isZero();
        assertThat(outcome.err()).contains(name + ": ", " parameters, " + name + ", ");
        assertThat(accuracy(outcome)).isGreaterThanOrEqualTo(least);
    }

    @Test
    void pointsWithNumbersAreEstimated() {
        Outcome outcome =
                Outcome.of("train", "--data", "sine", "--out", folder.toString(), "--threads", "1");
        assertThat(outcome.code()).as(outcome.err()).isZero();
        assertThat(outcome.out()).contains("RMSE");
        assertThat(Table.read().csv(folder.resolve("predictions.csv").toFile()).rowCount())
                .isEqualTo(40);
    }

    /** With the options as they are: the means over three splits, as the project promises them. */
    @ParameterizedTest
    @CsvSource({"iris.csv, 4, 0.93", "wine_data.csv, 13, 0.96", "breast_cancer.csv, 30, 0.96"})
    void realTablesAreLearnedByDefault(String name, int features, double least) {
        String cache = System.getenv("CHAINRULE_CACHE");
        assumeTrue(cache != null, "skipped: CHAINRULE_CACHE names no folder with " + name);
        Path file = Path.of(cache, name);
        assumeTrue(Files.exists(file), "skipped: there is no " + file);
        String columns =
                IntStream.range(0, features)
                        .mapToObj(i -> "x" + i + ",")
                        .collect(Collectors.joining("", "", "y"));
        double sum = 0;
        for (int seed = 1; seed <= 3; seed++) {
            folder = directory.resolve("seed" + seed);
            sum +=
                    accuracy(
                            train(
                                    file,
                                    "--target",
                                    "y",
                                    "--columns",
                                    columns,
                                    "--skip",
                                    "1",
                                    "--seed",
                                    Integer.toString(seed)));
        }
        assertThat(sum / 3).isGreaterThanOrEqualTo(least);
    }
}
