package org.chainrule.datasets.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.chainrule.dsl.error.ChainruleException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DrawnDigitsTest {
    @TempDir private Path folder;

    private static DrawnDigits digits(Lettering lettering) {
        assumeTrue(
                lettering == Lettering.STROKES || FontDigits.areThere(),
                "needs a Java with fonts, and this one has none");
        return lettering == Lettering.FONTS ? DrawnDigits.inFonts() : DrawnDigits.inStrokes();
    }

    @ParameterizedTest
    @EnumSource(Lettering.class)
    void seedTellsEveryPixel(Lettering lettering) {
        DrawnDigits digits = digits(lettering);
        String fingerprint = digits.examples(60, 1).fingerprint();
        assertThat(digits.examples(60, 1).fingerprint()).isEqualTo(fingerprint);
        assertThat(digits.examples(60, 2).fingerprint()).isNotEqualTo(fingerprint);
        assertThat(digits.examples(61, 1).image(7).pixels())
                .containsExactly(digits.examples(8, 1).image(7).pixels());
        Set<Integer> distinct = new HashSet<>();
        ImageExamples many = digits.withNoise(0).examples(500, 1);
        IntStream.range(0, 500).forEach(i -> distinct.add(Arrays.hashCode(many.image(i).pixels())));
        assertThat(distinct).hasSize(500); // no two drawings are the same
    }

    @ParameterizedTest
    @EnumSource(Lettering.class)
    void digitsAreWhiteOnBlackAndLieInside(Lettering lettering) {
        ImageExamples drawn = digits(lettering).withNoise(0).examples(1_000, 3);
        assertThat(drawn.shape()).containsExactly(1, 28, 28);
        assertThat(drawn.counts().values()).containsOnly(100);
        for (int i = 0; i < drawn.count(); i++) {
            Image image = drawn.image(i);
            double border = 0;
            double ink = 0;
            for (int j = 0; j < 28; j++) {
                border += image.level(0, 0, j) + image.level(0, 27, j);
                border += image.level(0, j, 0) + image.level(0, j, 27);
            }
            for (byte pixel : image.pixels()) {
                ink += Byte.toUnsignedInt(pixel) / 255.0;
            }
            assertThat(ink).as("drawing %d", i).isBetween(15.0, 280.0);
            assertThat(border / 255).as("border of drawing %d", i).isLessThan(0.2 * ink);
        }
    }

    /** Noise of deviation 0.1 on black: what is below 0 becomes 0, so its mean is 0.1/√(2π). */
    @Test
    void noiseLiesOverTheWholeImage() {
        ImageExamples noisy = DrawnDigits.inStrokes().withNoise(0.1).withShift(0).examples(200, 1);
        double corner =
                IntStream.range(0, 200)
                        .mapToDouble(i -> noisy.image(i).level(0, 0, 0) / 255.0)
                        .average()
                        .orElseThrow();
        assertThat(corner).isCloseTo(0.1 / Math.sqrt(2 * Math.PI), within(0.02)); // 5 deviations
    }

    @Test
    void withoutShiftsDigitsLieInTheMiddle() {
        DrawnDigits plain =
                DrawnDigits.inStrokes().withRotation(0).withShear(0).withShift(0).withNoise(0);
        ImageExamples ones = plain.examples(400, 1);
        for (int i = 1; i < 400; i += 10) {
            double x = 0;
            double sum = 0;
            for (int p = 0; p < 784; p++) {
                int level = Byte.toUnsignedInt(ones.image(i).pixels()[p]);
                sum += level;
                x += level * (p % 28 + 0.5);
            }
            assertThat(x / sum).as("middle of drawing %d", i).isBetween(11.0, 17.0);
        }
    }

    @Test
    void changesMustBePossible() {
        assertThatThrownBy(() -> DrawnDigits.inStrokes().withShear(-1))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(
                        "DrawnDigits: rotation, shear, shift and noise must be 0 or more, but one is"
                                + " -1.0. Try 15 degrees, 0.3, 2 pixels and 0.05.");
        assertThatThrownBy(() -> DrawnDigits.inStrokes().examples(0, 1))
                .hasMessage(
                        "digits in strokes: there must be an image, but there is none. Give at"
                                + " least one.");
    }

    @Test
    @Timeout(60)
    @EnabledOnOs(value = OS.LINUX, disabledReason = "others have fonts of their own")
    void strokesNeedNoFonts() throws IOException, InterruptedException {
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
                        Drawing.class.getName());
        Path configuration =
                Files.writeString(folder.resolve("fonts.conf"), "<fontconfig></fontconfig>");
        builder.environment().put("FONTCONFIG_FILE", configuration.toString());
        Process process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        List<String> lines = process.inputReader(StandardCharsets.UTF_8).lines().toList();
        assertThat(process.waitFor()).isZero();
        assertThat(lines).hasSize(2);
        assertThat(lines.get(0)).isEqualTo(DrawnDigits.inStrokes().examples(20, 4).fingerprint());
        assertThat(lines.get(1))
                .startsWith("DrawnDigits: Java must have fonts, but it has none (")
                .endsWith(
                        "). Use DrawnDigits.inStrokes(), or install fontconfig and a font such as"
                                + " DejaVu.");
    }

    /** Another JVM that draws digits as it can, and then asks for fonts. */
    static final class Drawing {
        private Drawing() {}

        public static void main(String[] arguments) {
            System.out.println(DrawnDigits.standard().examples(20, 4).fingerprint());
            try {
                System.out.println(DrawnDigits.inFonts().examples(1, 1));
            } catch (ChainruleException e) {
                System.out.println(e.getMessage());
            }
        }
    }
}
