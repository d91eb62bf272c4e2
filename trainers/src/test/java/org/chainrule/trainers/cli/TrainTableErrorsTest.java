package org.chainrule.trainers.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a run on a table refuses: with exit code 2, one line, and nothing written. */
@Timeout(300)
class TrainTableErrorsTest {
    @TempDir private Path directory;

    private Path file;
    private Path folder;

    @BeforeEach
    void write() throws IOException {
        file = Flowers.write(directory.resolve("flowers.csv"));
        folder = directory.resolve("run");
    }

    private void assertRefused(String line, String... options) {
        assertThat(
                        Outcome.of(
                                Stream.concat(
                                                Stream.of("train", "--out", folder.toString()),
                                                Stream.of(options))
                                        .toArray(String[]::new)))
                .isEqualTo(Outcome.refused("chainrule: " + line));
        assertThat(folder).doesNotExist();
    }

    private void assertTableRefused(String line, String... options) {
        assertRefused(
                line,
                Stream.concat(Stream.of("--data", file.toString()), Stream.of(options))
                        .toArray(String[]::new));
    }

    @Test
    void noTarget() {
        assertTableRefused(
                "--target: the column that is predicted must be named, but no --target was given for"
                        + " flowers.csv. Add --target COLUMN, one of length, width, colour, height,"
                        + " species.");
    }

    @Test
    void noData() {
        assertRefused(
                "--data: a table to train on must be named, but no --data was given. Add --data"
                        + " FILE.csv.",
                "--target",
                "species");
    }

    @Test
    void unknownColumn() {
        assertTableRefused(
                "--target: must name a column of flowers.csv, but there is no \"specie\". Did you"
                        + " mean \"species\"?",
                "--target",
                "specie");
        assertTableRefused(
                "--without: must name a column of flowers.csv, but there is no \"color\". Did you"
                        + " mean \"colour\"?",
                "--target",
                "species",
                "--without",
                "width,color");
        assertTableRefused(
                "--target: must name a column of flowers.csv, but there is no \"price\". It has"
                        + " length, width, colour, height, species.",
                "--target",
                "price");
    }

    @Test
    void targetWithOneClass() throws IOException {
        Files.writeString(file, "x,y\n1,a\n2,a\n3,a\n4,a\n");
        assertTableRefused(
                "target \"y\": there must be at least 2 classes, but all rows are \"a\". Give rows of"
                        + " other classes, or choose another target.",
                "--target",
                "y");
    }

    @Test
    void estimateOfTexts() {
        assertTableRefused(
                "--task estimate: the column that is estimated must hold numbers, but \"colour\""
                        + " holds texts. Use --task classify, or name another --target.",
                "--target",
                "colour",
                "--task",
                "estimate");
    }

    @Test
    void optionsOfTwoKinds() {
        assertTableRefused(
                "--target: the options of one kind of data must be given, but this one is for tables"
                        + " and --tokenizer for text. Leave one of them out.",
                "--target",
                "species",
                "--tokenizer",
                "byte");
    }

    @ParameterizedTest
    @CsvSource({
        "unicode-names, text, --target, species, tables",
        "moons, tables, --context, 8, text",
        "moons, tables, --size, 8, images",
        "drawn-digits, images, --skip, 1, tables",
    })
    void optionsOfAnotherKind(String data, String kind, String option, String value, String of) {
        assertRefused(
                "%s: must suit the data, and %s is for %s, but the option is for %s. Leave it out, or give other --data."
                        .formatted(option, data, kind, of),
                "--data",
                data,
                option,
                value);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--hidden|32;32|--hidden: must be whole numbers from 1 to 100000 with commas"
                        + " between, or none, but found \"32;32\". Try 32,32.",
                "--hidden|0|--hidden: must be whole numbers from 1 to 100000 with commas between,"
                        + " or none, but found \"0\". Try 32,32.",
                "--hidden|32,|--hidden: must be whole numbers from 1 to 100000 with commas between,"
                        + " or none, but found \"32,\". Try 32,32.",
                "--hidden|8,-1|--hidden: must be whole numbers from 1 to 100000 with commas"
                        + " between, or none, but found \"8,-1\". Try 32,32.",
                "--test|0|--test: the share that is held out must be above 0 and below 1, but found"
                        + " 0.0. Try 0.2.",
                "--test|NaN|--test: the share that is held out must be above 0 and below 1, but"
                        + " found NaN. Try 0.2.",
                "--separator|::|--separator: must be one character, or tab, but found \"::\". Try"
                        + " ';'.",
                "--separator|x|CsvFormat: the separator must not be a quote, a line end, or a part"
                        + " of numbers or words, but it is U+0078. Try ',', ';' or '\\t'.",
                "--skip|-1|CsvFormat: the number of skipped lines must be at least 0, but it is -1."
                        + " Use 0 or more.",
                "--steps|0|steps: must be more than 0, but found 0. Use 1 or more.",
                "--batch|0|batch: must be more than 0, but found 0. Use 1 or more.",
                "--patience|0|earlyStopping: must be more than 0, but found 0. Use 1 or more.",
                "--dropout|1|dropout: the probability must be at least 0 and less than 1, but found"
                        + " 1.0. Common values are 0.1 and 0.5.",
                "--rate|-1|adamW: the learning rate must be at least 0.0 and less than Infinity, but"
                        + " found -1.0. Choose a value in that range.",
            })
    void settingsOutOfRange(String option, String value, String line) {
        assertTableRefused(line, "--target", "species", option, value);
    }

    @Test
    void namesThatAreNearlyKnown() {
        assertRefused(
                "data: must be the name of a data set or the path of a file or folder, but \"mons\""
                        + " is neither. Did you mean moons? See chainrule list datasets.",
                "--data",
                "mons");
    }

    @Test
    void categoryThatTrainingLacks() throws IOException {
        Files.writeString(file, Files.readString(file) + "4,3,green,15,iris\n");
        boolean isInTest = false;
        for (int seed = 1; seed <= 40 && !isInTest; seed++) {
            Outcome outcome =
                    Flowers.train(
                            file,
                            directory.resolve("seed" + seed),
                            "--target",
                            "species",
                            "--steps",
                            "1",
                            "--seed",
                            Integer.toString(seed));
            isInTest = outcome.code() == Main.BAD_INPUT;
            if (isInTest) {
                assertThat(outcome.err().lines())
                        .last()
                        .asString()
                        .isEqualTo(
                                "chainrule: "
                                        + file
                                        + ", line 92, column \"colour\": must be one of the 2"
                                        + " categories that the encoding knows, but found \"green\"."
                                        + " It knows \"blue\", \"red\". To take any, use"
                                        + " allowUnknown(\"colour\").");
                assertThat(
                                Flowers.train(
                                                file,
                                                folder,
                                                "--target",
                                                "species",
                                                "--steps",
                                                "1",
                                                "--allow-unknown",
                                                "colour",
                                                "--seed",
                                                Integer.toString(seed))
                                        .code())
                        .isZero();
            }
        }
        assertThat(isInTest).as("the test held the row for one of 40 seeds").isTrue();
    }

    /**
     * A file.
     *
     * @param bytes what it holds
     * @param message what follows its name
     */
    private record Malformed(byte[] bytes, String message) {
        Malformed(String text, String message) {
            this(text.getBytes(StandardCharsets.UTF_8), message);
        }
    }

    static List<Malformed> malformed() {
        String good = "x,species\n1,a\n2,b\n3,a\n4,b\n";
        return List.of(
                new Malformed("", ": the file must hold the names of its columns"),
                new Malformed("x,species\n", ": the file must hold the names of its columns"),
                new Malformed("x,X,species\n1,2,a\n", ", line 1: names of columns must differ"),
                new Malformed(good + "5\n", ", line 6, column 2: a row must have a field"),
                new Malformed(good + "5,a,1\n", ", line 6, column 3: a row must have a field"),
                new Malformed(good + "five,a\n", ", line 6, column 1 \"x\": a column must hold"),
                new Malformed(good + "NaN,a\n", ", line 6, column 1 \"x\": must be a finite"),
                new Malformed(good + "1e999,a\n", ", line 6, column 1 \"x\": must be a finite"),
                new Malformed(good + "5,\"a\n", ", line 6, column 2: a field that begins with a"),
                new Malformed(good + "5,\"a\"b\n", ", line 6, column 2: a closing quote must end"),
                new Malformed(
                        good + "5," + "a".repeat(10_000_000),
                        ", line 6, column 2: a field must have at most 1000000 characters"),
                new Malformed(good + "5,\u0000\n", ": the file must be UTF-8 text, but byte 28"),
                new Malformed(
                        "x,species\n1,\u00e9\n".getBytes(StandardCharsets.ISO_8859_1),
                        ": the file must be UTF-8 text, but byte 12 (0xE9)"),
                new Malformed(
                        good.getBytes(StandardCharsets.UTF_16),
                        ": the file must be UTF-8 text, but its first bytes say UTF-16"),
                new Malformed(
                        new byte[] {0x1f, (byte) 0x8b, 8},
                        ": a file that begins as gzip's must be one"),
                new Malformed(good + "5,c\n", ", column \"species\": each class must have"));
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void malformedFiles(Malformed wrong) throws IOException {
        Files.write(file, wrong.bytes);
        Outcome outcome = Flowers.train(file, folder, "--target", "species");
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err().lines()).hasSize(1);
        assertThat(outcome.err()).startsWith("chainrule: " + file + wrong.message);
        assertThat(folder).doesNotExist();
    }
}
