package org.chainrule.trainers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.chainrule.dsl.error.ChainruleException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LossPlotTest {
    private static final int BLUE = 0x0072B2;
    private static final int VERMILION = 0xD55E00;

    @TempDir private Path folder;
    private Path png;

    @BeforeEach
    void choose() {
        png = folder.resolve("loss.png");
    }

    private static List<History.Row> rows(int steps) {
        var random = new SplittableRandom(1);
        try (var history = new History()) {
            for (int step = 1; step <= steps; step++) {
                double loss = 1.5 + 3 * Math.exp(-step / 60.0);
                double noisy = loss + 0.1 * random.nextGaussian();
                history.stepped(new Progress(step, steps, noisy, 1e-3, 1, 1));
                if (step % 50 == 0) {
                    history.validated(step, loss + 0.1);
                }
            }
            return List.copyOf(history.rows());
        }
    }

    private BufferedImage drawn(String title, List<History.Row> rows) throws IOException {
        new LossPlot(title, rows).png(png);
        return ImageIO.read(png.toFile());
    }

    private static long count(BufferedImage image, int color) {
        long count = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                count += (image.getRGB(x, y) & 0xFFFFFF) == color ? 1 : 0;
            }
        }
        return count;
    }

    private static boolean isBlank(BufferedImage image, int x0, int y0, int x1, int y1) {
        for (int y = y0; y < y1; y++) {
            for (int x = x0; x < x1; x++) {
                if (image.getRGB(x, y) != Color.WHITE.getRGB()) {
                    return false;
                }
            }
        }
        return true;
    }

    @Test
    void pngShowsMeanAndValidation() throws IOException {
        BufferedImage image = drawn("A run", rows(500));
        assertThat(image.getWidth()).isEqualTo(1_600);
        assertThat(image.getHeight()).isEqualTo(1_000);
        assertThat(count(image, BLUE)).isGreaterThan(3_000);
        assertThat(count(image, VERMILION)).isGreaterThan(10 * 100); // ten dots
        assertThat(folder.toFile().list()).containsExactly("loss.png");
    }

    @ParameterizedTest
    @CsvSource({"A run,500", "A run,1000000", "/a/rather/long/name/of/a/folder/of/someone's,20"})
    void nothingIsClippedAtTheEdges(String title, int steps) throws IOException {
        BufferedImage image = drawn(title.repeat(title.length() > 9 ? 3 : 1), rows(steps));
        int margin = 8;
        assertThat(isBlank(image, 0, 0, 1_600, margin)).isTrue();
        assertThat(isBlank(image, 0, 1_000 - margin, 1_600, 1_000)).isTrue();
        assertThat(isBlank(image, 0, 0, margin, 1_000)).isTrue();
        assertThat(isBlank(image, 1_600 - margin, 0, 1_600, 1_000)).isTrue();
    }

    @Test
    void svgIsXmlWithoutSuperfluousDigits() throws Exception {
        Path svg = folder.resolve("loss.svg");
        new LossPlot("<A & B>", rows(2_000)).svg(svg);
        String text = Files.readString(svg);
        assertThat(text).contains("rgb(0,114,178)").doesNotContainPattern("\\.\\d{3}");
        assertThat(Files.size(svg)).isLessThan(1_000_000);
        var factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
        assertThat(
                        factory.newDocumentBuilder()
                                .parse(svg.toFile())
                                .getDocumentElement()
                                .getTagName())
                .isEqualTo("svg");
    }

    @ParameterizedTest
    @CsvSource({"0", "1", "2", "24", "25"})
    void drawsShortRuns(int steps) throws IOException {
        BufferedImage image = drawn("", rows(steps));
        assertThat(count(image, BLUE) > 100).isEqualTo(steps > 0);
    }

    @Test
    void leavesOutLossesThatAreNotFinite() throws IOException {
        List<History.Row> rows =
                List.of(
                        new History.Row(1, 4, 1, 1, 1, Double.NaN),
                        new History.Row(2, Double.POSITIVE_INFINITY, 1, 1, 1, 3),
                        new History.Row(3, Double.NaN, 1, 1, 1, Double.NaN));
        BufferedImage image = drawn("diverged", rows);
        assertThat(count(image, BLUE)).isGreaterThan(100);
        assertThat(count(image, VERMILION)).isGreaterThan(100);
    }

    @Test
    void saysThatTheFileCannotBeWritten() throws IOException {
        Files.createDirectory(png);
        assertThatThrownBy(() -> new LossPlot("A run", rows(3)).png(png))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(
                        png
                                + ": must be the name of a file, but a folder has that name. Choose"
                                + " another name.");
    }

    @Test
    @Timeout(60)
    @EnabledOnOs(value = OS.LINUX, disabledReason = "others have fonts of their own")
    void saysThatThereAreNoFonts() throws IOException, InterruptedException {
        String classPath =
                System.getProperty(
                        "surefire.test.class.path", System.getProperty("java.class.path"));
        var builder =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.awt.headless=true",
                        "-Duser.home=" + folder, // where Java keeps what it knows of fonts
                        "-cp",
                        classPath,
                        Drawing.class.getName(),
                        png.toString());
        Path configuration =
                Files.writeString(folder.resolve("fonts.conf"), "<fontconfig></fontconfig>");
        builder.environment().put("FONTCONFIG_FILE", configuration.toString());
        Process process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        List<String> lines = process.inputReader(StandardCharsets.UTF_8).lines().toList();
        assertThat(process.waitFor()).isZero();
        assertThat(lines).hasSize(1);
        assertThat(lines.get(0))
                .startsWith(png + ": Java must be able to draw text, but it is not (")
                .endsWith(
                        "). Install fontconfig and a font such as DejaVu, and start Java with"
                                + " -Djava.awt.headless=true.");
        assertThat(png).doesNotExist();
    }

    /** Another JVM that draws a plot: it prints "done" or the error. */
    static final class Drawing {
        private Drawing() {}

        public static void main(String[] arguments) {
            try {
                new LossPlot("A run", rows(3)).png(Path.of(arguments[0]));
                System.out.println("done");
            } catch (ChainruleException e) {
                System.out.println(e.getMessage());
            }
        }
    }
}
