package org.chainrule.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.chainrule.dsl.error.ChainruleException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextFileTest {
    @TempDir private Path folder;

    @Test
    void keepsLineEndsAsTheyAre() throws IOException {
        assertThat(Corpora.file(file("a\r\nb\rc\n")).text()).isEqualTo("a\r\nb\rc\n");
    }

    @Test
    void readsCharactersOfAllLengths() throws IOException {
        assertThat(Corpora.file(file("aé€😀")).text()).isEqualTo("aé€😀");
    }

    @Test
    void leavesOutTheByteOrderMark() throws IOException {
        assertThat(Corpora.file(file("\uFEFFa\uFEFF")).text()).isEqualTo("a\uFEFF");
    }

    @Test
    void corpusHasTheNameOfTheFile() throws IOException {
        assertThat(Corpora.file(file("abc")).name()).isEqualTo("poem.txt");
    }

    @Test
    void saysThatTheFileIsMissing() {
        Path missing = Path.of("no", "poem.txt");
        assertMessage(
                missing,
                "%s: must be a text file, but there is no such file. Its full path would be %s."
                        .formatted(missing, missing.toAbsolutePath()));
    }

    @Test
    void saysThatAFolderIsNoFile() {
        assertMessage(
                folder,
                folder
                        + ": must be a text file, but it is a folder. Name a file in it, or join"
                        + " its files into one.");
    }

    @Test
    void saysThatTheFileMayNotBeRead() throws IOException {
        Path file = file("abc");
        file.toFile().setReadable(false);
        assumeFalse(Files.isReadable(file), "this user may read every file");
        assertMessage(
                file,
                file
                        + ": the file must be readable, but it is not (permission denied). Check"
                        + " its permissions.");
    }

    @Test
    void saysThatTheFileIsEmpty() throws IOException {
        String message =
                ": the file must hold text, but it is empty. Give a file with some thousand"
                        + " characters.";
        Path empty = file("");
        assertMessage(empty, empty + message);
        Path onlyMark = file("\uFEFF");
        assertMessage(onlyMark, onlyMark + message);
    }

    @Test
    void saysWhichByteIsNul() throws IOException {
        Path file = file("aé\0b");
        assertMessage(
                file,
                file
                        + ": the file must be UTF-8 text, but byte 3 is NUL, so it is binary. Give"
                        + " a plain text file.");
    }

    @Test
    void saysWhichByteIsNotUtf8() throws IOException {
        Path file = folder.resolve("latin.txt");
        Files.write(file, "xyz café\n".getBytes(StandardCharsets.ISO_8859_1));
        assertMessage(
                file,
                file
                        + ": the file must be UTF-8 text, but byte 7 (0xE9) does not fit UTF-8."
                        + " Save it as UTF-8, for example: iconv -f ISO-8859-1 -t UTF-8 FILE >"
                        + " FILE.utf8.");
    }

    @Test
    void saysThatTheLastCharacterIsCutOff() throws IOException {
        Path file = folder.resolve("cut.txt");
        Files.write(file, new byte[] {'a', 'b', (byte) 0xE2, (byte) 0x82});
        assertThatThrownBy(() -> Corpora.file(file))
                .hasMessageContaining("but byte 2 (0xE2) does not fit UTF-8");
    }

    @Test
    void recognizesUtf16() throws IOException {
        Path file = folder.resolve("utf16.txt");
        for (String mark : new String[] {"UTF-16BE", "UTF-16LE"}) {
            Files.write(file, "\uFEFFabc".getBytes(mark));
            assertMessage(
                    file,
                    file
                            + ": the file must be UTF-8 text, but its first bytes say UTF-16. Save"
                            + " it as UTF-8, for example: iconv -f UTF-16 -t UTF-8 FILE >"
                            + " FILE.utf8.");
        }
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("poem.txt"), text);
    }

    private static void assertMessage(Path file, String message) {
        assertThatThrownBy(() -> Corpora.file(file))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(message);
    }
}
