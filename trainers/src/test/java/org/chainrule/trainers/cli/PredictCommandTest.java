package org.chainrule.trainers.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.chainrule.trainers.Sentences;
import org.chainrule.trainers.TableModel;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code predict} with models of tables; {@code TrainImagesTest} has those of images. */
@Timeout(300)
class PredictCommandTest {
    private static final String HEADER = "length,width,colour,height\n";

    @TempDir private static Path shared;

    private static Path model;
    private static Path numbers;

    @TempDir private Path directory;

    @BeforeAll
    static void train() throws IOException {
        Path file = Flowers.write(shared.resolve("flowers.csv"));
        model = shared.resolve("species");
        numbers = shared.resolve("height");
        assertThat(Flowers.train(file, model, "--target", "species").code()).isZero();
        assertThat(
                        Flowers.train(file, numbers, "--target", "height", "--without", "species")
                                .code())
                .isZero();
    }

    private static Outcome predict(Path folder, Path data, String... more) {
        return Outcome.of(
                Stream.concat(
                                Stream.of(
                                        "predict",
                                        "--model",
                                        folder.toString(),
                                        "--data",
                                        data.toString()),
                                Stream.of(more))
                        .toArray(String[]::new));
    }

    private Path rows(String text) throws IOException {
        return Files.writeString(directory.resolve("new.csv"), text);
    }

    private void assertRefused(String line, String text) throws IOException {
        Path data = rows(text);
        assertThat(predict(model, data))
                .isEqualTo(Outcome.refused("chainrule: " + line.replace("FILE", data.toString())));
    }

    @Test
    void eachRowGetsItsClassAndTheProbabilitiesOfAll() throws IOException {
        Outcome outcome =
                predict(model, rows(HEADER + "4.1,3,red,15.3\n8,1.1,blue,25.1\n6,2,red,20\n"));
        assertThat(outcome.code()).as(outcome.err()).isZero();
        assertThat(outcome.err()).isEmpty();
        List<String> lines = outcome.out().lines().toList();
        assertThat(lines).hasSize(4);
        assertThat(lines.get(0)).isEqualTo("predicted,p(iris),p(rose),p(tulip)");
        assertThat(lines.subList(1, 4))
                .extracting(line -> line.split(",")[0])
                .containsExactly("iris", "tulip", "rose");
        // The library, row by row, is the second way.
        Map<String, Object> first = new LinkedHashMap<>();
        first.put("length", 4.1);
        first.put("width", 3);
        first.put("colour", "red");
        first.put("height", 15.3);
        String[] fields = lines.get(1).split(",");
        double[] expected =
                TableModel.open(model).classify(first).values().stream()
                        .mapToDouble(p -> p)
                        .toArray();
        for (int c = 0; c < 3; c++) {
            assertThat(Double.parseDouble(fields[c + 1])).isEqualTo(expected[c]);
        }
    }

    @Test
    void numbersAreInTheUnitOfTheirColumn() throws IOException {
        Outcome outcome = predict(numbers, rows("width,colour,length\n3,red,4\n1,blue,8\n"));
        assertThat(outcome.code()).as(outcome.err()).isZero();
        List<String> lines = outcome.out().lines().toList();
        assertThat(lines.get(0)).isEqualTo("predicted");
        assertThat(Double.parseDouble(lines.get(1))).isCloseTo(15, within(1.5));
        assertThat(Double.parseDouble(lines.get(2))).isCloseTo(25, within(1.5));
    }

    @Test
    void predictionsMayGoToAFile() throws IOException {
        Path data = rows(HEADER + "4.1,3,red,15.3\n");
        Path out = directory.resolve("made").resolve("predictions.csv");
        Outcome outcome = predict(model, data, "--out", out.toString());
        assertThat(outcome)
                .isEqualTo(
                        new Outcome(0, "", "1 predictions are in " + out + System.lineSeparator()));
        assertThat(Files.readString(out)).isEqualTo(predict(model, data).out());
    }

    @Test
    void otherColumnsAndTheTargetMayBeThere() throws IOException {
        String plain = predict(model, rows(HEADER + "4.1,3,red,15.3\n")).out();
        String more = "id,species,height,colour,width,length\nA7,tulip,15.3,red,3,4.1\n";
        assertThat(predict(model, rows(more)).out()).isEqualTo(plain);
    }

    @Test
    void missingNumberIsFilled() throws IOException {
        assertThat(predict(model, rows(HEADER + "4.1,,red,15.3\n,1,blue,25\n")).out().lines())
                .hasSize(3);
    }

    @Test
    void formatIsThatOfTraining() throws IOException {
        Path file = directory.resolve("plain.csv");
        Files.writeString(file, Flowers.rows(";"));
        Path folder = directory.resolve("plain");
        Outcome trained =
                Flowers.train(
                        file,
                        folder,
                        "--columns",
                        "length,width,colour,height,species",
                        "--separator",
                        ";",
                        "--target",
                        "species",
                        "--steps",
                        "5");
        assertThat(trained.code()).as(trained.err()).isZero();
        Outcome same = predict(folder, file);
        assertThat(same.code()).as(same.err()).isZero();
        assertThat(same.out().lines()).hasSize(Flowers.ROWS + 1);
        Outcome other =
                predict(
                        folder,
                        rows("4.1,3,red,15.3\n"),
                        "--separator",
                        ",",
                        "--columns",
                        "length,width,colour,height");
        assertThat(other.out().lines()).hasSize(2);
    }

    @Test
    void missingColumns() throws IOException {
        assertRefused(
                "FILE: must have each column that the model reads, but there is no width, height. It"
                        + " has length, widht, colour; add or rename what is missing.",
                "length,widht,colour\n4,3,red\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "4,3,green,15|FILE, line 2, column \"colour\": must be one of the 2 categories that"
                        + " the encoding knows, but found \"green\". It knows \"blue\", \"red\". To"
                        + " take any, use allowUnknown(\"colour\").",
                "4,wide,red,15|FILE, line 2, column \"width\": must be a number, but found"
                        + " \"wide\". Give a number, with a point where it has a fraction.",
                "4,inf,red,15|FILE, line 2, column 2 \"width\": must be a finite number, but found"
                        + " inf. Mend it, or leave it empty if it is missing.",
                "4,3,,15|FILE, line 2, column \"colour\": must have a value, but it is missing. Give"
                        + " one, or fit the encoding again with missing(MEDIAN, ...) or FLAG.",
                "4,3,red|FILE, line 2, column 4: a row must have a field for each of the 4 columns,"
                        + " but this one has 3. Add what is missing; a missing value is nothing"
                        + " between two ','.",
            })
    void rowsThatDoNotFit(String row, String line) throws IOException {
        assertRefused(line, HEADER + row + "\n");
    }

    @Test
    void refusedRowsLeaveNoFile() throws IOException {
        Path out = directory.resolve("predictions.csv");
        Path data = rows(HEADER + "4,3,red,15\n4,3,green,15\n");
        assertThat(predict(model, data, "--out", out.toString()).code()).isEqualTo(2);
        assertThat(out).doesNotExist();
    }

    @Test
    void modelsOfOtherKinds() throws IOException {
        Path text = Files.writeString(directory.resolve("text.txt"), Sentences.text());
        Path gpt = directory.resolve("gpt");
        assertThat(Outcome.ofTraining(text, gpt, "--steps", "1").code()).isZero();
        assertThat(predict(gpt, text))
                .isEqualTo(
                        Outcome.refused(
                                "chainrule: "
                                        + gpt
                                        + ": what predict uses must be a model of a table or of"
                                        + " images, but it is a GPT. Use chainrule generate --model "
                                        + gpt
                                        + "."));
        assertThat(Outcome.of("generate", "--model", model.toString()))
                .isEqualTo(
                        Outcome.refused(
                                "chainrule: "
                                        + model
                                        + ": what generate uses must be a GPT, but it is a model of"
                                        + " a table. Use chainrule predict --model "
                                        + model
                                        + " --data FILE."));
    }

    @Test
    void modelThatIsNone() throws IOException {
        Path none = directory.resolve("none");
        assertThat(predict(none, none).err())
                .isEqualTo(
                        "chainrule: "
                                + none
                                + ": must be the folder of a trained model, but there is no such"
                                + " folder. Give the folder that training wrote.\n");
        Files.writeString(directory.resolve("config.json"), "{\"kind\":\"cnn\"}");
        assertThat(predict(directory, none).err())
                .isEqualTo(
                        "chainrule: "
                                + directory.resolve("config.json")
                                + ": the file must describe a GPT, as train writes it, but its kind"
                                + " is \"cnn\". Train the model again, or restore the file.\n");
    }

    /** What a damaged model is refused with; none is taken for another. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"hidden\": [|\"hide\": [|must have the field \"hidden\", but found none",
                "\"activation\": \"relu\"|\"activation\": \"step\"|the activation must be one of",
                "\"outputs\": 3|\"outputs\": 4|\"dense3.weight\" is (3, 32) and not (4, 32)",
                "\"features\": 5|\"features\": \"five\"|cannot be read as that",
                "\"target\": \"species\"|\"aim\": \"species\"|a part of it is missing",
                "\"separator\": \",\"|\"separator\": \"x\"|it can't be read",
                "\"kind\": \"number\"|\"kind\": \"word\"|the kind of a feature must be",
            })
    void damagedConfigurations(String from, String to, String found) throws IOException {
        Path copy = Files.createDirectory(directory.resolve("copy"));
        Files.copy(model.resolve("model.safetensors"), copy.resolve("model.safetensors"));
        String config = Files.readString(model.resolve("config.json"));
        assertThat(config).contains(from);
        Files.writeString(copy.resolve("config.json"), config.replace(from, to));
        Outcome outcome = predict(copy, rows(HEADER + "4,3,red,15\n"));
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err().lines()).singleElement().asString().contains(found);
        assertThat(outcome.err()).doesNotContain("internal error");
    }
}
