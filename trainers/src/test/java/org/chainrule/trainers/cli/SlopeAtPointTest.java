package org.chainrule.trainers.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tangent and the gradient that derive tells and draws. */
class SlopeAtPointTest {
    @TempDir private Path folder;

    private static List<String> lines(String... arguments) {
        Outcome outcome =
                Outcome.of(
                        Stream.concat(Stream.of("derive"), Stream.of(arguments))
                                .toArray(String[]::new));
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.code()).isZero();
        return outcome.out().lines().toList();
    }

    private static void assertRefused(String message, String... arguments) {
        assertThat(
                        Outcome.of(
                                Stream.concat(Stream.of("derive"), Stream.of(arguments))
                                        .toArray(String[]::new)))
                .isEqualTo(Outcome.refused("chainrule: " + message));
    }

    @ParameterizedTest
    @CsvSource({
        "x^3 - x, 1, y = 2x − 2",
        "x^2, 0.5, y = x − 1/4",
        "sin x, 1, y ≈ 0.540302x + 0.301169"
    })
    void tangentIsTold(String function, String at, String expected) {
        assertThat(lines(function, "--at", at)).contains("  tangent              " + expected);
    }

    @Test
    void noTangentAtAKink() {
        assertThat(lines("|x|", "--at", "0")).noneMatch(line -> line.contains("tangent"));
    }

    @Test
    void gradientOfSeveralVariablesIsTold() {
        assertThat(lines("x^2 + 2x y", "--at", "x=1,y=0.5"))
                .contains(
                        "at x = 1, y = 0.5",
                        "  ∂f/∂x                3",
                        "  ∂f/∂y                2",
                        "  ‖∇f‖                 3.605551275"); // √13
    }

    @Test
    void slopeInADirectionIsTold() {
        assertThat(lines("x^2 + 2x y", "--at", "x=1,y=0.5", "--direction", "3,4"))
                .contains("  along (3, 4)         3.4"); // (3·3 + 2·4)/5
        assertThat(lines("x y z", "--at", "x=1,y=2,z=3", "--direction", "1,0,0"))
                .contains("  ∂f/∂z                2", "  along (1, 0, 0)      6");
        assertThat(lines("x^2", "--at", "3", "--direction", "-1"))
                .contains("  along (−1)           -6");
    }

    @Test
    void badDirectionsAreRefused() {
        assertRefused(
                "direction: must hold a number for each of the variables x, y, but found 3 for 2."
                        + " Write for example 1,1.",
                "x y",
                "--at",
                "x=1,y=2",
                "--direction",
                "1,2,3");
        assertRefused(
                "direction: must not be the zero vector, but every number of it is 0. Choose one"
                        + " that points somewhere.",
                "x y",
                "--at",
                "x=1,y=2",
                "--direction",
                "0,0");
        assertRefused(
                "--direction: a value must be a number, but found y. Write for example 2, 0.5 or"
                        + " pi/2.",
                "x y",
                "--at",
                "x=1,y=2",
                "--direction",
                "1,y");
        assertRefused(
                "--direction: must stand with a point, but there is no --at. Add, for example,"
                        + " --at x=1,y=2.",
                "x y",
                "--direction",
                "1,1");
    }

    @Test
    void plotsAreWritten() throws IOException {
        Path png = folder.resolve("deep/tangent.png");
        lines("x^3 - x", "--at", "1", "--plot", png.toString());
        assertThat(Files.readAllBytes(png)).startsWith(0x89, 'P', 'N', 'G');
        Path svg = folder.resolve("gradient.SVG");
        lines("x^2 + x y", "--at", "x=1,y=2", "--direction", "1,1", "--plot", svg.toString());
        assertThat(svg).content().contains("rgb(213,94,0)", "rgb(0,158,115)");
        lines("x y", "--plot", svg.toString());
        assertThat(svg).content().contains("<svg").doesNotContain("rgb(213,94,0)");
        lines("x^4", "--order", "3", "--notation", "lagrange", "--plot", svg.toString());
        assertThat(svg).content().contains("rgb(0,158,115)", "rgb(204,121,167)");
    }

    @Test
    void badPlotsAreRefused() throws IOException {
        String png = folder.resolve("x.png").toString();
        assertRefused(
                "--plot: must have an expression of one or two variables, but found x, y, z. Put"
                        + " numbers in the place of the others.",
                "x y z",
                "--plot",
                png);
        assertRefused(
                "--plot: the name of a picture must end in .png or .svg, but found x.gif. Choose"
                        + " another name.",
                "x",
                "--plot",
                "x.gif");
        assertRefused(
                "x = -1: a point must lie in the domain, but there x > 0 does not hold. Choose"
                        + " another point.",
                "ln x",
                "--at",
                "-1",
                "--plot",
                png);
        assertRefused(
                "--plot: must stand with an expression, but found --model. Leave one of them out.",
                "--model",
                "run",
                "--plot",
                png);
        assertThat(folder).isEmptyDirectory();
        Files.createDirectory(Path.of(png));
        assertRefused(
                png
                        + ": must be the name of a file, but a folder has that name. Choose another name.",
                "x",
                "--plot",
                png);
    }
}
