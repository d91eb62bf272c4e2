package org.chainrule.datasets.texts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.chainrule.datasets.tables.CsvFormat;
import org.chainrule.dsl.error.ChainruleException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelledTextsTest {
    private static final LabelledTexts MOODS =
            new LabelledTexts(
                    "moods", List.of("fine", "bad", "ok"), List.of(1, 0, 1), List.of("-", "+"));

    @TempDir private Path folder;

    @Test
    void rowsOfACsvFileAreTextsWithTheirClasses() throws IOException {
        Path csv = folder.resolve("moods.csv");
        Files.writeString(
                csv, "id,mood,text\n1,good,\"fine, really\"\n2,bad,12\n3,good,\"two\nlines\"\n");
        assertThat(LabelledTexts.read(csv, CsvFormat.standard(), "text", "mood"))
                .isEqualTo(
                        new LabelledTexts(
                                "moods.csv",
                                List.of("fine, really", "12", "two\nlines"),
                                List.of(1, 0, 1),
                                List.of("bad", "good")));
    }

    @Test
    void columnsMayBeSeparatedByTabsAndClassesBeNumbers() throws IOException {
        Path tsv = Files.writeString(folder.resolve("m.tsv"), "text\tstars\nso, so\t3\nwow\t5\n");
        LabelledTexts texts =
                LabelledTexts.read(tsv, CsvFormat.standard().withSeparator('\t'), "text", "stars");
        assertThat(texts.classes()).containsExactly("3", "5");
        assertThat(texts.texts()).containsExactly("so, so", "wow");
    }

    @Test
    void foldersAreClasses() throws IOException {
        for (String file : List.of("pos/b.txt", "pos/a.txt", "neg/c.txt", "neg/.hidden")) {
            Path path = folder.resolve(file);
            Files.createDirectories(path.getParent());
            Files.writeString(path, "text of " + file);
        }
        Files.writeString(folder.resolve("README"), "no text of a class");
        assertThat(LabelledTexts.folders(folder))
                .isEqualTo(
                        new LabelledTexts(
                                folder.getFileName().toString(),
                                List.of(
                                        "text of neg/c.txt",
                                        "text of pos/a.txt",
                                        "text of pos/b.txt"),
                                List.of(0, 1, 1),
                                List.of("neg", "pos")));
    }

    @Test
    void splitKeepsTheShareOfEachClass() {
        List<String> texts = IntStream.range(0, 50).mapToObj(i -> "text " + i).toList();
        List<Integer> labels = IntStream.range(0, 50).mapToObj(i -> i % 5 == 0 ? 1 : 0).toList();
        LabelledTexts all = new LabelledTexts("t", texts, labels, List.of("most", "few"));
        LabelledTexts.Split split = all.split(0.2, 3);
        assertThat(split.test().labels()).hasSize(10);
        assertThat(Collections.frequency(split.test().labels(), 1)).isEqualTo(2);
        List<String> together = new ArrayList<>(split.training().texts());
        together.addAll(split.test().texts());
        assertThat(together).containsExactlyInAnyOrderElementsOf(texts);
        for (LabelledTexts part : List.of(split.training(), split.test())) {
            for (int i = 0; i < part.count(); i++) {
                int number = Integer.parseInt(part.texts().get(i).substring(5));
                assertThat(part.labels().get(i)).isEqualTo(labels.get(number));
            }
        }
        assertThat(all.split(0.2, 3)).isEqualTo(split);
        assertThat(all.split(0.2, 4)).isNotEqualTo(split);
    }

    @Test
    void tokensAreOfTheTrainingPartAlone() {
        TextTokens tokens =
                TextTokens.of(new LabelledTexts("t", List.of("ab"), List.of(0), List.of("one")), 3);
        assertThat(tokens.vocabularySize()).isEqualTo(4);
        assertThat(tokens.encode("b!a")).containsExactly(3, TextTokens.UNKNOWN, 2);
        assertThat(tokens.encode("\uD83D\uDE00abab")).as("cut at the end").containsExactly(1, 2, 3);
        assertThat(tokens.batch(List.of("b", "ab")))
                .isDeepEqualTo(new long[][] {{3, TextTokens.PADDING}, {2, 3}});
    }

    @Test
    void saysWhatIsWrong() throws IOException {
        Path csv = folder.resolve("moods.csv");
        Files.writeString(csv, "text,mood\nfine,good\nbad,\n");
        assertMessage(
                () -> LabelledTexts.read(csv, CsvFormat.standard(), "text", "mood"),
                "moods.csv, text 2: every text must have a class in column \"mood\", but this one"
                        + " has none. Fill it in, or leave the text out.");
        assertMessage(
                () -> LabelledTexts.read(csv, CsvFormat.standard(), "txt", "mood"),
                "CsvFormat.withText: must name a column of the table, but there is no \"txt\". Did"
                        + " you mean \"text\"?");
        Files.writeString(csv, "text,mood\n,good\n");
        assertMessage(
                () -> LabelledTexts.read(csv, CsvFormat.standard(), "text", "mood"),
                "moods.csv, text 1: the text must hold a character, but it is empty. Leave it out.");
        Path empty = Files.createDirectory(folder.resolve("empty"));
        assertMessage(
                () -> LabelledTexts.folders(empty),
                empty
                        + ": must hold a folder for each class, with a file for each text, but"
                        + " there is none. Give the folder that holds the classes' folders.");
        assertMessage(
                () -> LabelledTexts.folders(folder.resolve("none")),
                folder.resolve("none")
                        + ": must be a folder that can be read, but it cannot (no such file or"
                        + " folder). Check the name and the permissions.");
        assertMessage(
                () -> MOODS.split(0.5, 1),
                "moods: each class must have at least 2 texts, so that no training part lacks it,"
                        + " but \"-\" has only one. Give more, or leave it out.");
        assertMessage(
                () -> new LabelledTexts("t", List.of("a"), List.of(), List.of("x")),
                "t: there must be a label for each text, and a text, but there are 0 labels for 1"
                        + " texts. Give as many of both.");
        assertMessage(
                () -> new LabelledTexts("t", List.of("a"), List.of(1), List.of("x")),
                "t, text 1: the label must be from 0 to 0, but it is 1. Name all classes.");
        assertMessage(
                () -> TextTokens.of(MOODS, 0),
                "TextTokens: at least 1 character of a text must be read, but found 0. Try 200.");
    }

    private static void assertMessage(Runnable run, String message) {
        assertThatThrownBy(run::run).isInstanceOf(ChainruleException.class).hasMessage(message);
    }
}
