package org.chainrule.trainers.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What runs on images refuse, and {@code predict} with what they leave. */
@Timeout(300)
class TrainImagesErrorsTest {
    @TempDir private Path directory;

    private Path images;
    private Path folder;

    @BeforeEach
    void write() throws IOException {
        images = Bars.write(directory.resolve("bars"));
        folder = directory.resolve("run");
    }

    private void train(String... more) {
        Outcome outcome = Flowers.train(images, folder, more);
        assertThat(outcome.code()).as(outcome.err()).isZero();
    }

    private void assertRefused(String line, Path data, String... more) {
        assertThat(Flowers.train(data, folder, more))
                .isEqualTo(Outcome.refused("chainrule: " + line));
        assertThat(folder).doesNotExist();
    }

    private Outcome predict(Path data) {
        return Outcome.of("predict", "--model", folder.toString(), "--data", data.toString());
    }

    @Test
    void folderWithoutImages() throws IOException {
        Path empty = Files.createDirectories(directory.resolve("empty").resolve("cats"));
        Files.createDirectories(empty.resolveSibling("dogs"));
        assertRefused(
                empty
                        + ": the folder of a class must hold images, but it is empty. Add PNG or"
                        + " JPEG files, or remove the folder.",
                empty.getParent());
    }

    @Test
    void folderWithOneClass() throws IOException {
        Path one = directory.resolve("one");
        Files.createDirectory(one);
        Files.move(images.resolve("lying"), one.resolve("lying"));
        assertRefused(
                one
                        + ": must hold a folder of images for each of at least 2 classes, but it"
                        + " holds only \"lying\". Put the images of each class into a folder with"
                        + " its name.",
                one);
    }

    @Test
    void imageBesideTheFolders() throws IOException {
        Path beside = images.resolve("bar.png");
        Files.copy(images.resolve("lying").resolve("bar00.png"), beside);
        assertRefused(
                beside
                        + ": each image must lie in the folder of its class, but this one lies"
                        + " beside them. Move it into one of them.",
                images);
    }

    @Test
    void damagedImage() throws IOException {
        Path file = images.resolve("standing").resolve("bar07.png");
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
        Outcome outcome = Flowers.train(images, folder, "--size", "8");
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err().lines())
                .singleElement()
                .asString()
                .startsWith("chainrule: " + file + ": ");
        assertThat(folder).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({"30, 28", "0, 4", "2, 4", "-8, 4", "1000, 512"})
    void sizesThatDoNotFit(String size, int better) {
        assertRefused(
                "--size: must be a multiple of 4, up to 512, but found %s. Try %d."
                        .formatted(size, better),
                images,
                "--size",
                size);
    }

    @Test
    void targetOfImages() {
        assertRefused(
                "--target: must suit the data, and %s is for images, but the option is for tables. Leave it out, or give other --data."
                        .formatted(images),
                images,
                "--target",
                "class");
    }

    @Test
    void whatIsNoImageIsNotPredicted() throws IOException {
        train("--size", "8", "--steps", "1");
        Path text = Files.writeString(directory.resolve("text.png"), "no image");
        assertThat(predict(text).err())
                .isEqualTo(
                        "chainrule: "
                                + text
                                + ": must be a PNG or JPEG file, but its first bytes are 6e 6f 20 69"
                                + " 6d 61 67 65. Save it as PNG or JPEG, or move it elsewhere.\n");
        Path empty = Files.createDirectory(directory.resolve("empty"));
        assertThat(predict(empty).err())
                .isEqualTo(
                        "chainrule: "
                                + empty
                                + ": must hold images, but there is no PNG or JPEG file in it. Give"
                                + " another folder, or a file.\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"height\": 8|\"height\": 12|the network must have the",
                "\"classes\": [|\"names\": [|a part of its config.json is missing",
                "\"hidden\": 128|\"hidden\": \"wide\"|its config.json can't be read",
                "\"channels\": 1|\"channels\": 2|",
            })
    void damagedConfigurations(String from, String to, String found) throws IOException {
        train("--size", "8", "--steps", "1");
        Path config = folder.resolve("config.json");
        String text = Files.readString(config);
        assertThat(text).contains(from);
        Files.writeString(config, text.replaceFirst(Pattern.quote(from), to));
        for (Outcome outcome :
                List.of(
                        predict(images),
                        Outcome.of("train", "--resume", "--out", folder.toString()))) {
            assertThat(outcome.code()).isEqualTo(2);
            assertThat(outcome.err().lines())
                    .singleElement()
                    .asString()
                    .startsWith("chainrule: ")
                    .contains(found == null ? "" : found);
            assertThat(outcome.err()).doesNotContain("internal error");
        }
    }

    @Test
    void otherImagesAreRefusedWhenARunGoesOn() throws IOException {
        train("--size", "8", "--steps", "2");
        Files.delete(images.resolve("lying").resolve("bar00.png"));
        assertThat(Outcome.of("train", "--resume", "--out", folder.toString()))
                .isEqualTo(
                        Outcome.refused(
                                "chainrule: "
                                        + folder
                                        + ": a run must resume on the images that it began with, but "
                                        + images
                                        + " has others now. Give back the old images, or begin a new"
                                        + " run in another folder."));
        assertThat(Outcome.of("train", "--resume", "--out", folder.toString(), "--size", "12"))
                .isEqualTo(
                        Outcome.refused(
                                "chainrule: --resume: a run must resume with the settings that it"
                                        + " began with, but 12 was given anew. Give only --steps,"
                                        + " --every, --threads, --device, --precision or"
                                        + " --gradients."));
    }

    @Test
    void generateRefusesAModelOfImages() {
        train("--size", "8", "--steps", "1");
        assertThat(Outcome.of("generate", "--model", folder.toString()).err())
                .startsWith(
                        "chainrule: "
                                + folder
                                + ": what generate uses must be a GPT, but it is a model of images."
                                + " Use chainrule predict --model ");
    }
}
