package org.chainrule.trainers.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.chainrule.trainers.ImageModel;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code train} on folders of images, and {@code predict} with what it leaves. */
@Timeout(300)
class TrainImagesTest {
    @TempDir private Path directory;

    private Path images;
    private Path folder;

    @BeforeEach
    void write() throws IOException {
        images = Bars.write(directory.resolve("bars"));
        folder = directory.resolve("run");
    }

    private Outcome train(String... more) {
        Outcome outcome = Flowers.train(images, folder, more);
        assertThat(outcome.code()).as(outcome.err()).isZero();
        return outcome;
    }

    private void assertRefused(String line, Path data, String... more) {
        assertThat(Flowers.train(data, folder, more))
                .isEqualTo(Outcome.refused("chainrule: " + line));
        assertThat(folder).doesNotExist();
    }

    private Outcome predict(Path data) {
        return Outcome.of("predict", "--model", folder.toString(), "--data", data.toString());
    }

    private JsonObject config() throws IOException {
        return JsonParser.parseString(Files.readString(folder.resolve("config.json")))
                .getAsJsonObject();
    }

    @Test
    void classesAreLearnedAndSavedWithTheirNames() throws IOException {
        Outcome outcome = train("--size", "8");
        assertThat(outcome.err())
                .contains(
                        "images: 21,570 parameters, bars, 2 classes, 48 images for training, 12 for"
                                + " the test\n",
                        " images/s");
        assertThat(outcome.out())
                .matches("(?s).*\\Rtest accuracy 1\\.0000 on 12\\Rvalidation loss 0\\.\\d{4}\\R");
        assertThat(config().keySet())
                .containsExactly(
                        "kind", "network", "classes", "format", "scale", "augmentation", "run");
        assertThat(config().get("classes")).hasToString("[\"lying\",\"standing\"]");
        for (String left : List.of("confusion.png", "predictions.csv", "loss.png", "checkpoint")) {
            assertThat(folder.resolve(left)).exists();
        }
    }

    @Test
    void savedModelTellsNewImagesApart() throws IOException {
        train("--size", "8");
        Path fresh = Files.createDirectory(directory.resolve("new"));
        var random = new SplittableRandom(77);
        for (String name : new String[] {"a lying", "b standing", "c lying"}) {
            ImageIO.write(
                    Bars.draw(name.endsWith("lying"), random),
                    "png",
                    fresh.resolve(name + ".png").toFile());
        }
        Outcome all = predict(fresh);
        assertThat(all.code()).as(all.err()).isZero();
        List<String> lines = all.out().lines().toList();
        assertThat(lines.get(0)).isEqualTo("file,predicted,p(lying),p(standing)");
        assertThat(lines.subList(1, 4))
                .extracting(line -> line.split(",")[1])
                .containsExactly("lying", "standing", "lying");
        Path one = fresh.resolve("b standing.png");
        assertThat(predict(one).out().lines().toList()).containsExactly(lines.get(0), lines.get(2));
        try (ImageModel model = ImageModel.open(folder)) {
            assertThat(model.classify(one).get("standing"))
                    .isEqualTo(Double.parseDouble(lines.get(2).split(",")[3]))
                    .isGreaterThan(0.9);
        }
    }

    @Test
    void colourShiftsAndFlipsAreRemembered() throws IOException {
        train(
                "--size",
                "8",
                "--color",
                "--shift",
                "1",
                "--flip",
                "--steps",
                "4",
                "--dropout",
                "0.1");
        assertThat(config().getAsJsonObject("network").get("channels").getAsInt()).isEqualTo(3);
        assertThat(config().getAsJsonObject("network").get("dropout").getAsDouble()).isEqualTo(0.1);
        assertThat(config().get("augmentation"))
                .hasToString(
                        "{\"hasFlip\":true,\"shift\":1,\"degrees\":0.0,\"zoom\":0.0,\"noise\":0.0}");
        assertThat(predict(images).out().lines()).hasSize(2 * Bars.OF_EACH + 1);
    }

    /** A run that was stopped and goes on ends as one that was not: the changes are drawn alike. */
    @Test
    void completeRunGoesOn() throws IOException {
        train("--size", "8", "--shift", "1", "--steps", "4", "--every", "2");
        Files.delete(folder.resolve("checkpoint").resolve("step-00000004.safetensors"));
        byte[] model = Files.readAllBytes(folder.resolve("model.safetensors"));
        Outcome outcome =
                Outcome.of("train", "--resume", "--out", folder.toString(), "--threads", "1");
        assertThat(outcome.code()).as(outcome.err()).isZero();
        assertThat(outcome.err()).contains("going on after step 2\n");
        assertThat(Files.readAllBytes(folder.resolve("model.safetensors"))).isEqualTo(model);
    }

    @Test
    void patienceValidatesOnImagesOfTheirOwn() {
        assertThat(train("--size", "8", "--patience", "2", "--steps", "2").err())
                .contains("36 images for training, 12 for the test");
    }

    @Test
    void digitsNeedNoFile() {
        Outcome outcome =
                Flowers.train(
                        Path.of("drawn-digits"),
                        folder,
                        "--size",
                        "12",
                        "--steps",
                        "60",
                        "--rate",
                        "0.003");
        assertThat(outcome.code()).as(outcome.err()).isZero();
        assertThat(outcome.err()).contains("10 classes, 4,800 images for training");
        assertThat(outcome.out()).containsPattern("test accuracy 0\\.[89]\\d+ on 1,200");
    }

    @Test
    void filesOfMnistAreRead() throws IOException {
        Path mnist = Files.createDirectory(directory.resolve("mnist"));
        int count = 40;
        byte[] pixels = new byte[16 + count * 64];
        byte[] labels = new byte[8 + count];
        pixels[2] = 8;
        pixels[3] = 3;
        pixels[7] = (byte) count;
        pixels[11] = 8;
        pixels[15] = 8;
        labels[2] = 8;
        labels[3] = 1;
        labels[7] = (byte) count;
        for (int i = 0; i < count; i++) {
            labels[8 + i] = (byte) (i % 2);
            Arrays.fill(pixels, 16 + 64 * i, 16 + 64 * i + (i % 2 == 0 ? 32 : 8), (byte) 200);
        }
        Files.write(mnist.resolve("train-images-idx3-ubyte"), pixels);
        Path file = mnist.resolve("train-labels-idx1-ubyte");
        assertRefused(
                mnist.resolve("train-images-idx3-ubyte")
                        + ": the file of the labels must lie beside it, but there is no"
                        + " train-labels-idx1-ubyte. Put both into the folder.",
                mnist);
        Files.write(file, labels);
        images = mnist;
        assertThat(train("--size", "12", "--rate", "0.01").out())
                .contains("test accuracy 1.0000 on 8");
    }

    @Test
    void helpSaysWhatImagesAreTrainedWith() {
        assertThat(Stream.of(Outcome.of("train", "--help").out().split("Images:")).skip(1))
                .singleElement()
                .asString()
                .contains("--size", "--color", "--shift", "--flip");
    }
}
