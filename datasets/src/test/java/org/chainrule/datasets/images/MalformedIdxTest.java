package org.chainrule.datasets.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.chainrule.dsl.error.ChainruleException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Files of MNIST's format that are damaged: each gives an error with the byte. */
@Timeout(20) // nothing hangs
class MalformedIdxTest {
    private static final String WHOLE =
            "00000803 00000002 00000002 00000003 010203040506 0708090a0b0c";
    private static final String LABELS = "00000801 00000002 0001";

    @TempDir private Path folder;
    private Path images;
    private Path labels;

    @BeforeEach
    void writeWholeFiles() throws IOException {
        images = Files.write(folder.resolve("images"), bytes(WHOLE));
        labels = Files.write(folder.resolve("labels"), bytes(LABELS));
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }

    private static byte[] packed(byte... bytes) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }

    private void assertRefused(String message) throws IOException {
        assertThatThrownBy(() -> IdxImages.read(images, labels))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(message);
        try (var all = Files.list(folder)) {
            assertThat(all).containsExactlyInAnyOrder(images, labels);
        }
    }

    private static final String CUT = "must be a whole IDX file, but ";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1f000803 00000001 00000001 00000001 00 | its first bytes are 1f 00, not 00 00",
                "504b0304 00000001 00000001 00000001 00 | its first bytes are 50 4b, not 00 00",
                "00000803 00000000 00000002 00000003 | its dimension 0 at byte 4 is 0",
                "00000803 00000002 00000000 00000003 | its dimension 1 at byte 8 is 0",
                "00000803 00000002 00000002 80000000 | its dimension 2 at byte 12 is 2147483648",
                "00000803 00000002 00000002 00000003 010203040506 0708090a0b0c 0d"
                        + " | it goes on after byte 28, where its header says that it ends",
                "00000803 00000002 00000002 00000003 010203040506 0708090a0b0c 0000"
                        + " | it goes on after byte 28, where its header says that it ends",
                "00000803 70000000 00000001 00000001 0102"
                        + " | it ends at byte 18, and bytes 18 to 1879048207 should follow",
            })
    void headerAndDataOfImages(String hex, String found) throws IOException {
        Files.write(images, bytes(hex));
        assertRefused(images + ": " + CUT + found + ". Fetch or save it again.");
        Files.write(images, packed(bytes(hex)));
        assertRefused(images + ": " + CUT + found + ". Fetch or save it again.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "00000903 | byte 2, the type of the numbers, must be 08 (unsigned bytes), but it"
                        + " is 09. Save them as unsigned bytes.",
                "00000d03 | byte 2, the type of the numbers, must be 08 (unsigned bytes), but it"
                        + " is 0d. Save them as unsigned bytes.",
                "00000801 | byte 3, the number of dimensions, must be 3 for images, but it is 1."
                        + " Give the file of the images: are the two swapped?",
                "00000802 | byte 3, the number of dimensions, must be 3 for images, but it is 2."
                        + " Give the file of the images: are the two swapped?",
                "000008ff | byte 3, the number of dimensions, must be 3 for images, but it is 255."
                        + " Give the file of the images: are the two swapped?",
            })
    void magicOfImages(String hex, String message) throws IOException {
        byte[] whole = bytes(WHOLE);
        System.arraycopy(bytes(hex), 0, whole, 0, 4);
        Files.write(images, whole);
        assertRefused(images + ": " + message);
    }

    static IntStream lengths() {
        return IntStream.range(0, bytes(WHOLE).length);
    }

    @ParameterizedTest
    @MethodSource("lengths")
    void imagesThatAreCutShort(int length) throws IOException {
        byte[] part = Arrays.copyOf(bytes(WHOLE), length);
        int end = length < 4 ? 3 : length < 16 ? 15 : 27;
        String found = "it ends at byte %d, and bytes %d to %d should follow";
        String message =
                images
                        + ": "
                        + CUT
                        + found.formatted(length, length, end)
                        + ". Fetch or save it again.";
        Files.write(images, part);
        assertRefused(message);
        Files.write(images, packed(part));
        assertRefused(message);
    }

    /** 2147483647³ numbers would not even have a number of 64 bits. */
    @Test
    void moreImagesThanAnArrayHolds() throws IOException {
        Files.write(images, bytes("00000803 7fffffff 7fffffff 7fffffff 00"));
        assertRefused(
                images
                        + ": there must be at most 2147483639 numbers, but its header says"
                        + " 2147483647 or more. Give a part of it.");
    }

    @Test
    void packedFileThatIsCutShortOrDamaged() throws IOException {
        byte[] whole = packed(bytes(WHOLE));
        for (int length = 2; length < whole.length - 1; length++) {
            Files.write(images, Arrays.copyOf(whole, length));
            assertRefused(
                    images + ": " + CUT + "its gzip data ends too early. Fetch or save it again.");
        }
        byte[] damaged = whole.clone();
        damaged[damaged.length - 6] ^= 1; // of the checksum
        Files.write(images, damaged);
        assertRefused(
                images
                        + ": "
                        + CUT
                        + "it cannot be unpacked (corrupt GZIP trailer). Fetch or save it again.");
    }

    @Test
    void labelsThatDoNotFitTheImages() throws IOException {
        Files.write(labels, bytes("00000801 00000003 000100"));
        assertRefused(
                labels
                        + ": there must be a label for each of the 2 images in "
                        + images
                        + ", but there are 3. Give the two files that belong together.");
        Files.write(labels, bytes("00000801 00000001 00"));
        assertRefused(
                labels
                        + ": there must be a label for each of the 2 images in "
                        + images
                        + ", but there are 1. Give the two files that belong together.");
        Files.write(labels, bytes(WHOLE));
        assertRefused(
                labels
                        + ": byte 3, the number of dimensions, must be 1 for labels, but it is 3."
                        + " Give the file of the labels: are the two swapped?");
        Files.write(labels, bytes("00000801 00000002 00ff"));
        assertThatThrownBy(() -> IdxImages.read(images, labels, List.of("a", "b")))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(
                        labels
                                + ", byte 9: a label must be from 0 to 1, but it is 255. Name all"
                                + " classes.");
    }

    @Test
    void filesThatAreNotThere() {
        Path missing = folder.resolve("no");
        assertThatThrownBy(() -> IdxImages.read(images, missing))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(
                        missing
                                + ": must be an IDX file, but there is no such file. Its full path"
                                + " would be "
                                + missing
                                + ".");
        assertThatThrownBy(() -> IdxImages.read(folder, labels))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(
                        folder + ": must be an IDX file, but it is a folder. Name a file in it.");
    }
}
