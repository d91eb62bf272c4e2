package org.chainrule.trainers.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.chainrule.trainers.History;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Table;

/** {@code train} on tables. */
@Timeout(300)
class TrainTableTest {
    private static final Pattern ACCURACY =
            Pattern.compile("test accuracy ([01]\\.\\d{4}) on (\\d+)");

    @TempDir private Path directory;

    private Path file;
    private Path folder;

    @BeforeEach
    void write() throws IOException {
        file = Flowers.write(directory.resolve("flowers.csv"));
        folder = directory.resolve("run");
    }

    private Outcome train(String... more) {
        Outcome outcome = Flowers.train(file, folder, more);
        assertThat(outcome.code()).as(outcome.err()).isZero();
        return outcome;
    }

    private static double accuracy(Outcome outcome) {
        Matcher told = ACCURACY.matcher(outcome.out());
        assertThat(told.find()).as(outcome.out()).isTrue();
        return Double.parseDouble(told.group(1));
    }

    private JsonObject config() throws IOException {
        return JsonParser.parseString(Files.readString(folder.resolve("config.json")))
                .getAsJsonObject();
    }

    private Table predictions() {
        return Table.read().csv(folder.resolve("predictions.csv").toFile());
    }

    @Test
    void leavesTheModelAndWhatBelongsToIt() throws IOException {
        train("--target", "species", "--steps", "60", "--every", "25");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(f -> f.getFileName().toString()).sorted())
                    .containsExactly(
                            "checkpoint",
                            "config.json",
                            "confusion.png",
                            "loss.png",
                            "metrics.csv",
                            "model.safetensors",
                            "predictions.csv");
        }
        assertThat(History.read(folder.resolve("metrics.csv")).rows()).hasSize(60);
        assertThat(ImageIO.read(folder.resolve("confusion.png").toFile()).getWidth())
                .isGreaterThan(200);
        assertThat(config().keySet())
                .containsExactly("kind", "encoding", "network", "table", "run");
    }

    @Test
    void showsHowWellTheTestIsPredictedAndLastTheValidationLoss() {
        Outcome outcome = train("--target", "species");
        assertThat(outcome.err())
                .startsWith(
                        "\"species\" is taken for classes\n"
                                + "table: 1,347 parameters, flowers.csv, 72 rows for training, 18"
                                + " for the test\n")
                .contains("step 1 of 300: loss 1.", " rows/s\n")
                .endsWith("model, metrics.csv and loss.png are in " + folder + "\n");
        assertThat(outcome.out())
                .containsPattern("actual \\\\ predicted +\\| +iris +\\| +rose +\\| +tulip +\\|")
                .containsPattern(
                        "class +\\| +precision +\\| +recall +\\| +F1 +\\| +AUC +\\| +support")
                .matches("(?s).*\\Rtest accuracy 1\\.0000 on 18\\Rvalidation loss 0\\.0\\d{3}\\R");
        assertThat(outcome.validationLosses()).hasSize(1);
    }

    /** What was printed is counted again from the file of predictions. */
    @Test
    void printedFiguresAreThoseOfThePredictions() {
        Outcome outcome = train("--target", "species", "--steps", "20", "--test", "0.4");
        Table table = predictions();
        assertThat(table.columnNames())
                .containsExactly("actual", "predicted", "p(iris)", "p(rose)", "p(tulip)");
        assertThat(table.rowCount()).isEqualTo(36);
        assertThat(table.stringColumn("actual").countByCategory().intColumn(1).asList())
                .containsOnly(12); // the same share of each
        List<String> actual = table.stringColumn("actual").asList();
        List<String> predicted = table.stringColumn("predicted").asList();
        long right =
                IntStream.range(0, 36).filter(i -> actual.get(i).equals(predicted.get(i))).count();
        assertThat(accuracy(outcome)).isCloseTo(right / 36.0, within(5e-5));
        long irises =
                IntStream.range(0, 36)
                        .filter(i -> actual.get(i).equals("iris"))
                        .filter(i -> predicted.get(i).equals("iris"))
                        .count();
        assertThat(outcome.out()).containsPattern(" iris +\\| +" + irises + " +\\|");
    }

    @Test
    void numbersAreEstimated() {
        Outcome outcome = train("--target", "height", "--steps", "600", "--rate", "0.01");
        assertThat(outcome.err())
                .startsWith(
                        "\"height\" is taken for numbers; --task classify takes it for classes\n");
        assertThat(outcome.out()).contains("MAE", "RMSE", "R²").doesNotContain("accuracy");
        Table table = predictions();
        DoubleColumn actual = table.doubleColumn("actual");
        double[] errors = actual.subtract(table.doubleColumn("predicted")).asDoubleArray();
        double squares = 0;
        for (double error : errors) {
            squares += error * error;
        }
        double spread = actual.variance() * (errors.length - 1);
        assertThat(1 - squares / spread).isGreaterThan(0.99); // R²
        assertThat(outcome.out())
                .containsPattern(
                        "RMSE +\\| +%.4f"
                                .formatted(Math.sqrt(squares / errors.length))
                                .replace(".", "\\."));
        assertThat(folder.resolve("confusion.png")).doesNotExist();
    }

    private void writeNumbers(IntStream targets) throws IOException {
        String rows = targets.mapToObj(t -> t % 7 + ".5," + t + "\n").collect(Collectors.joining());
        Files.writeString(file, "x,y\n" + rows);
    }

    @Test
    void fewWholeNumbersAreClassesUnlessToldOtherwise() throws IOException {
        writeNumbers(IntStream.range(0, 60).map(i -> i % 3));
        assertThat(train("--target", "y", "--steps", "2").err())
                .startsWith("\"y\" is taken for classes; --task estimate takes it for numbers\n");
        folder = directory.resolve("estimated");
        Outcome estimated = train("--target", "y", "--steps", "2", "--task", "estimate");
        assertThat(estimated.err()).startsWith("table: ");
        assertThat(estimated.out()).contains("RMSE");
        writeNumbers(IntStream.range(0, 60).map(i -> i / 2));
        folder = directory.resolve("many");
        assertThat(train("--target", "y", "--steps", "2").err())
                .startsWith("\"y\" is taken for numbers; --task classify takes it for classes\n");
        folder = directory.resolve("classes");
        assertThat(train("--target", "y", "--steps", "2", "--task", "classify").out())
                .contains("test accuracy 0.");
    }

    @Test
    void missingNumbersAreFlaggedAndRowsWithoutTargetLeftOut() throws IOException {
        Files.writeString(
                file,
                Files.readString(file) + ",2.5,red,9.1,rose\n4.5,2.5,?,9.1,iris\n5,6,red,7,\n");
        Outcome outcome = train("--target", "species", "--steps", "5", "--missing", "?,NA");
        assertThat(outcome.err()).contains("\n1 row without \"species\" is left out\n");
        String features = config().getAsJsonObject("encoding").get("features").toString();
        assertThat(features)
                .containsPattern("\"name\":\"length\",[^}]*\"missing\":\"flag\"")
                .containsPattern("\"name\":\"width\",[^}]*\"missing\":\"median\"")
                .containsPattern("\"name\":\"colour\",[^}]*\"missing\":\"flag\"");
    }

    @Test
    void fileMayBeWrittenInOtherWays() throws IOException {
        Files.writeString(file, "flowers of 2023\n" + Flowers.rows(";"));
        String[] format = {
            "--skip", "1", "--separator", ";", "--columns", "length,width,colour,height,species"
        };
        Outcome outcome =
                train(
                        Stream.concat(
                                        Stream.of(format),
                                        Stream.of("--target", "species", "--without", "colour"))
                                .toArray(String[]::new));
        assertThat(accuracy(outcome)).isEqualTo(1);
        assertThat(config().getAsJsonObject("encoding").toString()).doesNotContain("colour");
        Path tabs = directory.resolve("flowers.TSV");
        Files.writeString(tabs, "length\twidth\tcolour\theight\tspecies\n" + Flowers.rows("\t"));
        file = tabs;
        folder = directory.resolve("tabs");
        assertThat(train("--target", "species", "--steps", "2").err()).contains("72 rows");
    }

    @Test
    void networkIsTheOneThatWasAskedFor() throws IOException {
        train(
                "--target",
                "species",
                "--steps",
                "2",
                "--hidden",
                "7, 5",
                "--batch-norm",
                "--dropout",
                "0.25");
        assertThat(config().get("network"))
                .hasToString(
                        "{\"features\":5,\"hidden\":[7,5],\"outputs\":3,\"activation\":\"relu\","
                                + "\"hasBatchNorm\":true,\"dropout\":0.25}");
        folder = directory.resolve("linear");
        assertThat(train("--target", "species", "--steps", "2", "--hidden", "none").err())
                .contains("table: 18 parameters");
    }

    @Test
    void seedDrawsTheTestAndTheWeights() {
        String first = train("--target", "species", "--steps", "20", "--seed", "3").out();
        folder = directory.resolve("again");
        assertThat(train("--target", "species", "--steps", "20", "--seed", "3").out())
                .isEqualTo(first);
        folder = directory.resolve("other");
        assertThat(train("--target", "species", "--steps", "20", "--seed", "4").out())
                .isNotEqualTo(first);
    }

    /** What is chosen by validating is tested on rows that had no part in it. */
    @Test
    void patienceValidatesOnRowsOfTheirOwn() {
        Outcome outcome =
                train("--target", "colour", "--patience", "2", "--every", "10", "--steps", "5000");
        assertThat(outcome.err())
                .contains("54 rows for training, 18 for the test")
                .contains("stopping early after step ");
        assertThat(predictions().rowCount()).isEqualTo(18);
    }

    @Test
    void packedFileAndNameInOtherFolderAreRemembered() throws IOException {
        train("--target", "species", "--steps", "2");
        Path moved = Files.move(file, directory.resolve("moved.csv"));
        assertThat(Outcome.of("train", "--resume", "--out", folder.toString()).err())
                .startsWith("chainrule: " + file + ": must be a text file, but there is no such");
        Outcome found =
                Outcome.of(
                        "train",
                        "--resume",
                        "--out",
                        folder.toString(),
                        "--steps",
                        "4",
                        "--data",
                        moved.toString(),
                        "--threads",
                        "1");
        assertThat(found.code()).as(found.err()).isEqualTo(2); // its name tells it from others
        assertThat(found.err()).contains("a run must resume with the data that it began with");
    }
}
