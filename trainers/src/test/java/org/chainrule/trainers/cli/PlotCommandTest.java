package org.chainrule.trainers.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.chainrule.trainers.plots.Picture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PlotCommandTest {
    @TempDir private Path folder;

    private static long count(BufferedImage image, Color color) {
        return Arrays.stream(
                        image.getRGB(
                                0,
                                0,
                                image.getWidth(),
                                image.getHeight(),
                                null,
                                0,
                                image.getWidth()))
                .filter(pixel -> pixel == color.getRGB())
                .count();
    }

    private static Outcome plot(String... arguments) {
        return Outcome.of(
                Stream.concat(Stream.of("plot"), Stream.of(arguments)).toArray(String[]::new));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "activations",
                "activations silu mish",
                "schedules",
                "schedules onecycle cyclic",
                "depth --layers 5",
                "descent",
                "descent adam lion --function x^2+x*y+y^2 --from 2,1 --steps 20",
                "scaling",
                "boundary --data circles --seed 2"
            })
    void drawsLinesOfTheFirstTwoColours(String line) throws IOException {
        Path file = folder.resolve("plot.png");
        Outcome outcome = plot((line + " --out " + file).split(" "));
        assertThat(outcome.code()).as(outcome.err()).isZero();
        assertThat(outcome.out().trim()).isEqualTo(file.toString());
        BufferedImage image = ImageIO.read(file.toFile());
        assertThat(count(image, Picture.BLUE)).isGreaterThan(200);
        assertThat(count(image, Picture.VERMILION)).isGreaterThan(200);
    }

    @Test
    void drawsSvgByTheNameOfTheFile() throws IOException {
        Path file = folder.resolve("rates.svg");
        assertThat(plot("schedules", "linear", "--out", file.toString()).code()).isZero();
        assertThat(Files.readString(file)).startsWith("<?xml").contains("<svg");
    }

    @Test
    void rejectsWhatThereIsNot() {
        assertThat(plot("schedules", "sawtooth"))
                .isEqualTo(
                        new Outcome(
                                2,
                                "",
                                "chainrule: plot: there must be such a schedule, but found"
                                        + " sawtooth. Choose from warmupCosine, stepDecay,"
                                        + " exponential, linear, oneCycle, inverseSquareRoot,"
                                        + " cosineRestarts, constant, cosineAnnealing, milestones,"
                                        + " polynomial, cyclic.\n"));
        assertThat(plot().err())
                .isEqualTo(
                        "chainrule: plot: WHAT must be one that there is, but none was given."
                                + " Choose from activations, schedules, depth, descent, scaling,"
                                + " boundary.\n");
        assertThat(plot("depth", "--layers", "0").code()).isEqualTo(2);
        assertThat(plot("depth", "--out", "depth.gif").err())
                .isEqualTo(
                        "chainrule: --out: the name of a picture must end in .png or .svg, but"
                                + " found depth.gif. Choose another name.\n");
        assertThat(plot("activations", "softmaxx").err())
                .startsWith("chainrule: plot: there must be such an op, but found softmaxx.");
    }

    @Test
    void boundaryIsTrainedAndTold() {
        Path file = folder.resolve("spirals.svg");
        Outcome outcome = plot("boundary", "--out", file.toString());
        assertThat(outcome.err())
                .contains("step 1 of 600: loss ", " points/s\n")
                .endsWith("\nspirals: 100.0% of 250 held-out points are right\n");
        assertThat(outcome.out()).isEqualTo(file + "\n");
        assertThat(file).exists();
    }

    @Test
    void boundaryNeedsPointsOfThePlaneWithClasses() {
        Path file = folder.resolve("none.png");
        String[] names = {"mons", "linear", "waves"};
        String[] messages = {
            "chainrule: generator: there must be one of that name, but found \"mons\". Did you mean"
                    + " moons? Choose from xor, spirals, moons, circles, blobs, linear, logistic,"
                    + " sine, waves, communities.\n",
            "chainrule: plot: there must be 2 to 7 classes to colour, but linear has none. Choose"
                    + " data with classes, or join some.\n",
            "chainrule: plot: a plane needs examples of two numbers, but those of waves have the"
                    + " shape [20, 1]. Choose two features.\n"
        };
        for (int i = 0; i < names.length; i++) {
            assertThat(plot("boundary", "--data", names[i], "--out", file.toString()))
                    .isEqualTo(new Outcome(2, "", messages[i]));
        }
        assertThat(plot("boundary", "moons", "--out", file.toString()).err())
                .isEqualTo(
                        "chainrule: plot: the points of boundary must be given by --data, but found"
                                + " moons. Write --data moons.\n");
        assertThat(file).doesNotExist();
    }
}
