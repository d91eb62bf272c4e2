package org.chainrule.datasets.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.chainrule.dsl.error.ChainruleException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** PNG and JPEG files that are damaged, cut short, or lie: each gives an error that says where. */
@Timeout(20) // nothing hangs
class MalformedImagesTest {
    private static final int LENGTHS = 50; // of files cut short
    private static final int TRIALS = 400; // of files with a byte changed

    @TempDir private Path folder;

    private static byte[] png() throws IOException {
        return Pictures.encoded(Pictures.slope(9, 7), "png");
    }

    private static byte[] jpeg() throws IOException {
        return Pictures.encoded(Pictures.slope(17, 11), "jpeg");
    }

    private static IntStream lengths(int whole) {
        return IntStream.range(0, LENGTHS).map(i -> 1 + i * (whole - 1) / LENGTHS);
    }

    static IntStream pngLengths() throws IOException {
        int whole = png().length;
        return IntStream.concat(lengths(whole), IntStream.of(whole - 12, whole - 4, whole - 1));
    }

    static IntStream jpegLengths() throws IOException {
        int whole = jpeg().length;
        return IntStream.concat(lengths(whole), IntStream.of(whole - 2, whole - 1));
    }

    private void assertRefused(byte[] bytes, String must, String found) throws IOException {
        Path file = Files.write(folder.resolve("a.png"), bytes);
        Set<Path> before = files();
        assertThatThrownBy(() -> ImageFormat.gray().read(file))
                .isInstanceOf(ChainruleException.class)
                .hasMessageStartingWith(file + ": " + must + ", but ")
                .hasMessageMatching("(?s).*" + found + ".*\\. [A-Z].*\\.");
        assertThat(files()).isEqualTo(before);
    }

    /** What lies in the folder and where ImageIO would keep its temporary files. */
    private Set<Path> files() throws IOException {
        try (Stream<Path> own = Files.list(folder);
                Stream<Path> temporary =
                        Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return Set.copyOf(
                    Stream.concat(
                                    own,
                                    temporary.filter(
                                            f -> f.getFileName().toString().startsWith("imageio")))
                            .toList());
        }
    }

    @ParameterizedTest
    @MethodSource("pngLengths")
    void pngThatIsCutShort(int length) throws IOException {
        byte[] part = Arrays.copyOf(png(), length);
        if (length < 8) {
            assertRefused(part, "must be a PNG or JPEG file", "its first bytes are 89");
        } else {
            assertRefused(
                    part,
                    "must be a whole PNG file",
                    "(it ends at byte %d, before its end|at byte \\d+ would take \\d+ bytes, and"
                                    .formatted(length)
                            + " only \\d+ are left)");
        }
    }

    @ParameterizedTest
    @MethodSource("jpegLengths")
    void jpegThatIsCutShort(int length) throws IOException {
        byte[] part = Arrays.copyOf(jpeg(), length);
        if (length < 3) {
            assertRefused(part, "must be a PNG or JPEG file", "its first bytes are ff");
        } else {
            assertRefused(
                    part,
                    "must be a whole JPEG file",
                    "(it ends at byte %d, before its end marker|at byte \\d+ would take \\d+"
                                    .formatted(length)
                            + " bytes, and only \\d+ are left)");
        }
    }

    static IntStream pngBytes() throws IOException {
        return IntStream.range(0, png().length);
    }

    /** Every byte of a PNG counts: those of a chunk are in its checksum. */
    @ParameterizedTest
    @MethodSource("pngBytes")
    void pngWithOneByteChanged(int place) throws IOException {
        byte[] bytes = png();
        bytes[place] ^= 0x21;
        assertRefused(bytes, "must be a (whole PNG|PNG or JPEG) file", place);
    }

    private void assertRefused(byte[] bytes, String must, int place) throws IOException {
        Path file = Files.write(folder.resolve("a.png"), bytes);
        assertThatThrownBy(() -> ImageFormat.gray().read(file))
                .as("byte %d", place)
                .isInstanceOf(ChainruleException.class)
                .hasMessageMatching(Pattern.quote(file + ": ") + must + ", but .*\\. [A-Z].*");
    }

    /** A JPEG has no checksums, so some changed bytes give an image; no other error comes out. */
    @Test
    void jpegWithOneByteChangedGivesAnImageOrAnError() throws IOException {
        byte[] whole = jpeg();
        var random = new SplittableRandom(11);
        int refused = 0;
        for (int trial = 0; trial < TRIALS; trial++) {
            byte[] bytes = whole.clone();
            int place = random.nextInt(bytes.length);
            bytes[place] ^= (byte) (1 + random.nextInt(255));
            Path file = Files.write(folder.resolve("b.jpg"), bytes);
            try {
                Image image = ImageFormat.color().read(file);
                assertThat(image.pixels()).hasSize(3 * image.height() * image.width());
            } catch (ChainruleException e) {
                refused++;
                assertThat(e).as("trial %d", trial).hasMessageStartingWith(file + ": must be ");
            }
        }
        assertThat(refused).isBetween(TRIALS / 20, TRIALS);
        assertThat(files()).containsExactly(folder.resolve("b.jpg"));
    }

    @Test
    void headerThatLiesAboutTheSizeTakesNoMemory() throws IOException {
        assertRefused(
                Pictures.lying(png(), 100_000, 100_000),
                "must be a whole PNG file",
                "its header says 100000 × 100000 pixels, more than its data can hold");
        assertRefused(
                Pictures.lying(png(), -1, 1),
                "must be a whole PNG file",
                "its header says 4294967295 × 1 pixels");
        assertRefused(Pictures.lying(png(), 0, 7), "must be a whole PNG file", "says 0 × 7 pixels");
        assertRefused(
                Pictures.lying(png(), 9, 8),
                "must be a whole PNG file, gray or in red, green and blue",
                "it cannot be decoded \\(error reading PNG image data\\)");
        byte[] jpeg = jpeg();
        int frame = frame(jpeg);
        Arrays.fill(jpeg, frame + 5, frame + 9, (byte) 0xFE);
        assertRefused(
                jpeg,
                "must be a whole JPEG file",
                "its header says 65278 × 65278 pixels, more than its data can hold");
    }

    private static int frame(byte... jpeg) {
        return IntStream.range(0, jpeg.length - 1)
                .filter(i -> jpeg[i] == (byte) 0xFF && jpeg[i + 1] == (byte) 0xC0)
                .findFirst()
                .orElseThrow();
    }

    /** A file with room for its pixels, but more of them than are allowed. */
    @Test
    void imageOfTooManyPixels() {
        assertThatThrownBy(() -> Frame.of("x.png", "PNG", 20_000, 20_000, Long.MAX_VALUE))
                .hasMessageMatching(
                        "x.png: an image must have at most \\d+ pixels, but its header says 20000 ×"
                                + " 20000. Make it smaller, or give Java more memory \\(-Xmx\\)"
                                + " where that is the limit\\.");
    }

    @Test
    void filesOfOtherKinds() throws IOException {
        String must = "must be a PNG or JPEG file";
        assertRefused(new byte[0], must, "it is empty");
        assertRefused("GIF89a".getBytes(StandardCharsets.US_ASCII), must, "47 49 46 38 39 61");
        assertRefused("hi".getBytes(StandardCharsets.US_ASCII), must, "68 69");
        assertRefused(Pictures.encoded(Pictures.slope(3, 2), "bmp"), must, "42 4d");
        assertRefused(new byte[1_000], must, "are 00 00 00 00 00 00 00 00");
        byte[] empty = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xD9};
        assertRefused(empty, "must be a whole JPEG file", "it holds no image");
    }

    @Test
    void filesThatAreNotThere() {
        Path missing = folder.resolve("no.png");
        assertThatThrownBy(() -> ImageFormat.gray().read(missing))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(
                        missing
                                + ": must be a PNG or JPEG file, but there is no such file. Its"
                                + " full path would be "
                                + missing.toAbsolutePath()
                                + ".");
        assertThatThrownBy(() -> ImageFormat.gray().read(folder))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(
                        folder
                                + ": must be a PNG or JPEG file, but it is a folder. Name a file in"
                                + " it, or use ImageFolder.");
    }

    @Test
    void fileThatMayNotBeRead() throws IOException {
        Path file = Files.write(folder.resolve("a.png"), png());
        boolean isHidden = file.toFile().setReadable(false) && !Files.isReadable(file);
        assumeTrue(isHidden, "needs a user whom permissions bind, and this one may read all");
        assertThatThrownBy(() -> ImageFormat.gray().read(file))
                .hasMessage(
                        file
                                + ": the file must be readable, but it is not (permission denied)."
                                + " Check its permissions.");
    }
}
