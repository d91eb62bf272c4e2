package org.chainrule.trainers.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.chainrule.trainers.Sentences;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code train} on folders of text and on patterns of files. */
@Timeout(300)
class TrainFolderOfTextTest {
    private static final int FILES = 10;

    @TempDir private Path directory;

    private Path books;
    private Path folder;

    @BeforeEach
    void write() throws IOException {
        books = Files.createDirectories(directory.resolve("books"));
        folder = directory.resolve("run");
        String text = Sentences.text();
        int length = text.length() / FILES;
        for (int i = 0; i < FILES; i++) {
            Files.writeString(
                    books.resolve("book" + i + ".txt"),
                    text.substring(i * length, (i + 1) * length));
        }
    }

    private Outcome train(String data, String... more) {
        Outcome outcome = Outcome.ofTraining(Path.of(data), folder, more);
        assertThat(outcome.code()).as(outcome.err()).isZero();
        return outcome;
    }

    @ParameterizedTest
    @ValueSource(strings = {"char", "byte", "bpe:20"})
    void documentsAreForTrainingOrValidationAsAWhole(String tokenizer) {
        Outcome outcome = train(books.toString(), "--steps", "2", "--tokenizer", tokenizer);
        assertThat(outcome.err()).contains("reading books\n", "TextData[books, ");
        if (!tokenizer.startsWith("bpe")) {
            int length = Sentences.text().length() / FILES; // all letters are one byte
            assertThat(outcome.err())
                    .contains(9 * length + " tokens for training, " + length + " for validation");
        }
        Outcome more =
                Outcome.of(
                        "train",
                        "--resume",
                        "--out",
                        folder.toString(),
                        "--steps",
                        "4",
                        "--threads",
                        "1");
        assertThat(more.code()).as(more.err()).isZero();
        assertThat(more.err()).contains("going on after step 2\n");
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "paths hold no asterisk there")
    void patternNamesItsFiles() {
        Outcome outcome =
                train(books.resolve("book[0-4].txt").toString(), "--steps", "2", "--test", "0.4");
        int length = Sentences.text().length() / FILES;
        assertThat(outcome.err())
                .contains(3 * length + " tokens for training, " + 2 * length + " for validation");
    }

    @Test
    void documentThatHasChangedIsRefused() throws IOException {
        train(books.toString(), "--steps", "2");
        Path one = books.resolve("book3.txt");
        Files.writeString(one, "the " + Files.readString(one));
        Outcome outcome =
                Outcome.of("train", "--resume", "--out", folder.toString(), "--threads", "1");
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err()).contains("a run must resume with the data that it began with");
    }
}
