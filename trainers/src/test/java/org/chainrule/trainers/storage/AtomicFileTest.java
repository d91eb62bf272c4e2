package org.chainrule.trainers.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.chainrule.dsl.error.ChainruleException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
    private static final String MEND =
            " Nothing was changed; make the folder writable and leave room, or choose another.";

    @TempDir private Path folder;
    private Path file;

    @BeforeEach
    void choose() {
        file = folder.resolve("a[1].txt"); // brackets mean something in patterns
    }

    private static void write(Path file, String text) {
        AtomicFile.write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void writesAndReplaces() {
        write(file, "old");
        write(file, "new");
        assertThat(file).hasContent("new");
        assertThat(folder.toFile().list()).hasSize(1);
    }

    @Test
    void showsTheOldFileUntilTheNewOneIsWhole() {
        write(file, "old");
        AtomicFile.write(
                file,
                out -> {
                    out.write('n');
                    assertThat(file).hasContent("old");
                });
        assertThat(file).hasContent("n");
    }

    @Test
    void keepsTheOldFileAndNothingElseWhenWritingFails() {
        write(file, "old");
        assertThatThrownBy(
                        () ->
                                AtomicFile.write(
                                        file,
                                        out -> {
                                            out.write(1);
                                            throw new IOException("No space left on device");
                                        }))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(
                        file
                                + ": must be written, but it cannot be (no space left on device)."
                                + MEND);
        assertThat(file).hasContent("old");
        assertThat(folder.toFile().list()).hasSize(1);
    }

    @Test
    void leavesNothingWhenTheContentFails() {
        assertThatThrownBy(
                        () ->
                                AtomicFile.write(
                                        file,
                                        out -> {
                                            throw new IllegalStateException("closed");
                                        }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void finishesWhenTheThreadIsInterrupted() {
        Thread.currentThread().interrupt();
        write(file, "text");
        assertThat(Thread.interrupted()).isTrue();
        assertThat(file).hasContent("text");
    }

    @Test
    void removesWhatAKilledProcessLeft() throws IOException {
        Path left = Files.writeString(folder.resolve("a[1].txt.1234.part"), "half");
        Path other = Files.writeString(folder.resolve("b.txt.1234.part"), "half");
        write(file, "text");
        assertThat(left).doesNotExist();
        assertThat(other).exists();
    }

    @Test
    void leavesAloneWhatIsStillBeingWritten() throws IOException {
        Path part = Files.writeString(folder.resolve("a[1].txt.1234.part"), "half");
        try (var channel = FileChannel.open(part, StandardOpenOption.WRITE);
                var lock = channel.lock()) {
            assertThat(lock.isValid()).isTrue();
            write(file, "text");
            assertThat(part).exists();
        }
    }

    @Test
    void twoMayWriteTheSameFileAtOnce() {
        AtomicFile.write(
                file,
                out -> {
                    out.write('a');
                    write(file, "inner");
                    out.write('b');
                });
        assertThat(file).hasContent("ab");
    }

    @Test
    void makesMissingFolders() {
        Path deep = folder.resolve("x").resolve("y").resolve("z.txt");
        write(deep, "text");
        assertThat(deep).hasContent("text");
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "links need a right there")
    void followsALinkedFolder() throws IOException {
        Path real = Files.createDirectory(folder.resolve("real"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), real);
        write(link.resolve("a.txt"), "text");
        assertThat(real.resolve("a.txt")).hasContent("text");
    }

    @Test
    void rejectsAFolder() throws IOException {
        Files.createDirectory(file);
        assertThatThrownBy(() -> write(file, "text"))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(
                        file
                                + ": must be the name of a file, but a folder has that name. Choose"
                                + " another name.");
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "has no such file")
    void rejectsADevice() {
        assertThatThrownBy(() -> write(Path.of("/dev/null"), "text"))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(
                        "/dev/null: must be the name of a file, but a device has that name. Choose"
                                + " another name.");
    }

    @Test
    void saysThatAFileIsInTheFoldersPlace() throws IOException {
        Path wrong = Files.writeString(folder.resolve("file"), "");
        Path inside = wrong.resolve("a.txt");
        assertThatThrownBy(() -> write(inside, "text"))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(
                        inside
                                + ": must be written, but it cannot be (a file is in its"
                                + " place)."
                                + MEND);
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "needs POSIX permissions")
    void saysThatThePermissionIsMissing() throws IOException {
        write(file, "old");
        assertThat(folder.toFile().setWritable(false)).isTrue();
        try {
            assumeFalse(Files.isWritable(folder), "root may write everywhere");
            assertThatThrownBy(() -> write(file, "new"))
                    .isInstanceOf(ChainruleException.class)
                    .hasMessage(
                            file
                                    + ": must be written, but it cannot be (permission denied)."
                                    + MEND);
            assertThat(file).hasContent("old");
        } finally {
            assertThat(folder.toFile().setWritable(true)).isTrue();
        }
    }
}
