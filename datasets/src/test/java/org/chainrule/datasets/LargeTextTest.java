package org.chainrule.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.chainrule.dsl.error.ChainruleException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LargeTextTest {
    private static final ByteTokenizer BYTES = new ByteTokenizer();

    @TempDir private Path folder;
    private Path texts;
    private Cache cache;

    @BeforeEach
    void makeFolders() throws IOException {
        texts = Files.createDirectories(folder.resolve("texts"));
        cache = new Cache(folder.resolve("cache"));
    }

    private Path write(String name, String text) {
        try {
            Path file = texts.resolve(name);
            Files.createDirectories(file.getParent());
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private LargeText text(Documents documents) {
        return LargeText.of(documents).cache(cache);
    }

    private static String decoded(int[] tokens) {
        return BYTES.decode(tokens);
    }

    private List<Path> tokenFiles() throws IOException {
        try (Stream<Path> files = Files.list(cache.folder().resolve("tokens"))) {
            return files.toList();
        }
    }

    @Test
    void eachDocumentIsWholeAndInOnePartAlone() {
        for (int i = 0; i < 20; i++) {
            write("%02d.txt".formatted(i), "<%02d>".formatted(i));
        }
        TextData data = text(Documents.of(texts)).split(0.2, 0.1).encode(BYTES);
        List<String> parts =
                Stream.of(data.trainingTokens(), data.validationTokens(), data.testTokens())
                        .map(LargeTextTest::decoded)
                        .toList();
        assertThat(parts).extracting(String::length).containsExactly(14 * 4, 4 * 4, 2 * 4);
        String all = String.join("", parts);
        assertThat(IntStream.range(0, 20).mapToObj("<%02d>"::formatted)).allMatch(all::contains);
        assertThat(parts.get(1)).isNotEqualTo("<00><01><02><03>");
    }

    @Test
    void seedDrawsOtherDocuments() {
        for (int i = 0; i < 50; i++) {
            write(i + ".txt", i + ";");
        }
        LargeText text = text(Documents.of(texts));
        assertThat(text.encode(BYTES).validationTokens())
                .isEqualTo(text.encode(BYTES).validationTokens())
                .isNotEqualTo(text.seed(2).encode(BYTES).validationTokens());
    }

    @Test
    void linesSeparateDocumentsInsideAFile() {
        write("a.txt", "--\none\ntwo\n--\n--\r\nthree -- no\n ------\n--");
        write("b.txt", "four");
        Documents documents = Documents.of(texts).separatedBy("--");
        TextData data = text(documents).split(0.3, 0.3).encode(BYTES);
        List<String> parts =
                Stream.of(data.trainingTokens(), data.validationTokens(), data.testTokens())
                        .map(LargeTextTest::decoded)
                        .toList();
        assertThat(parts).containsExactlyInAnyOrder("one\ntwo\n", "three -- no\n ------\n", "four");
    }

    @Property(tries = 200)
    void separatorsAreFoundWhereverAPieceEnds(@ForAll @IntRange(max = 9_000) int length)
            throws IOException {
        Path file = Files.createTempFile("pieces", ".txt");
        try {
            String first = "é".repeat(32_768 - length) + "\n";
            Files.writeString(file, first + "||\nb\n||\n" + "x".repeat(length));
            List<String> documents = new ArrayList<>();
            var whole = new StringBuilder();
            DocumentReader.Sink sink =
                    new DocumentReader.Sink() {
                        @Override
                        public void text(String piece) {
                            whole.append(piece);
                        }

                        @Override
                        public void end() {
                            documents.add(whole.toString());
                            whole.setLength(0);
                        }
                    };
            new DocumentReader(Documents.of(file).separatedBy("||"), file).read(sink, null);
            List<String> expected = new ArrayList<>(List.of(first, "b\n"));
            if (length > 0) {
                expected.add("x".repeat(length));
            }
            assertThat(documents).isEqualTo(expected);
        } finally {
            Files.delete(file);
        }
    }

    @Test
    void singleDocumentIsSplitByItsTokens() {
        Path file = write("one.txt", "0123456789".repeat(10));
        TextData data = text(Documents.of(file)).split(0.2, 0.1).encode(BYTES);
        assertThat(decoded(data.trainingTokens())).isEqualTo("0123456789".repeat(7));
        assertThat(decoded(data.validationTokens())).isEqualTo("0123456789".repeat(2));
        assertThat(decoded(data.testTokens())).isEqualTo("0123456789");
        assertThat(data)
                .hasToString(
                        "TextData[one.txt, 70 tokens for training, 20 for validation, 256"
                                + " distinct]");
    }

    @Test
    void windowsAreThoseOfTheSameTokensInMemory() {
        String names = UnicodeNames.text().repeat(3); // more than is encoded at once
        Path file = write("one.txt", names);
        for (Tokenizer tokenizer :
                List.of(
                        BYTES,
                        Documents.of(file).characters(),
                        BytePairTokenizer.train(UnicodeNames.text().substring(0, 50_000), 400))) {
            TextData data = text(Documents.of(file)).encode(tokenizer);
            int[] all = tokenizer.encode(names);
            int cut = (int) (all.length * 0.9);
            assertThat(data.trainingTokens()).isEqualTo(Arrays.copyOf(all, cut));
            assertThat(data.validationTokens()).isEqualTo(Arrays.copyOfRange(all, cut, all.length));
            assertThat(data.trainingWindows(16).batch(5, 3, 7))
                    .isEqualTo(new ShuffledWindows(data.trainingTokens(), 16).batch(5, 3, 7));
            assertThat(data.validationWindows(16).batches(5).get(3))
                    .isEqualTo(
                            new SequentialWindows(data.validationTokens(), 16).batches(5).get(3));
        }
    }

    @Test
    void tokensTakeOneTwoOrFourBytes() {
        assertThat(TokenFile.width(256)).isEqualTo(1);
        assertThat(TokenFile.width(257)).isEqualTo(2);
        assertThat(TokenFile.width(65_536)).isEqualTo(2);
        assertThat(TokenFile.width(65_537)).isEqualTo(4);
    }

    @Test
    void widestTokensComeBack() throws IOException {
        for (int width : new int[] {1, 2, 4}) {
            int most = width == 4 ? Integer.MAX_VALUE : (1 << (8 * width)) - 1;
            Path file = folder.resolve(width + ".tokens");
            try (var out = new TokenWriter(file, width)) {
                out.write(new int[] {0, most, 1, most - 1, 7});
                out.finish(2, 1);
            }
            TokenFile tokens = TokenFile.open(file);
            int[] middle = new int[3];
            tokens.copy(1, middle);
            assertThat(middle).containsExactly(most, 1, most - 1);
            assertThat(tokens.test().length()).isEqualTo(2);
            tokens.test().copy(0, new int[2]);
            assertThatThrownBy(() -> tokens.training().copy(1, new int[2]))
                    .isInstanceOf(IndexOutOfBoundsException.class);
        }
    }

    @Test
    void textIsEncodedOnce() throws IOException {
        Path file = write("one.txt", "0123456789");
        LargeText text = text(Documents.of(file));
        text.encode(BYTES);
        assertThat(tokenFiles()).hasSize(1);
        FileTime before = Files.getLastModifiedTime(tokenFiles().get(0));
        String fingerprint = text.encode(BYTES).fingerprint();
        assertThat(tokenFiles()).hasSize(1);
        assertThat(Files.getLastModifiedTime(tokenFiles().get(0))).isEqualTo(before);

        text.encode(CharTokenizer.of("0123456789"));
        assertThat(tokenFiles()).hasSize(2);
        text.split(0.3, 0).encode(BYTES);
        assertThat(tokenFiles()).hasSize(3);
        write("one.txt", "9876543210");
        assertThat(text.encode(BYTES).fingerprint())
                .isNotEqualTo(fingerprint)
                .matches("one.txt#[0-9a-f]{32}");
        assertThat(tokenFiles()).hasSize(4);
    }

    @Test
    void progressRisesToOne() {
        for (int i = 0; i < 9; i++) {
            write(i + ".txt", "some text");
        }
        List<Double> told = new ArrayList<>();
        text(Documents.of(texts)).encode(BYTES, told::add);
        assertThat(told).isSorted().endsWith(1.0).hasSizeGreaterThan(9);
        assertThat(told.get(0)).isPositive();
    }

    @Test
    void foldersAreReadToTheirDepthAndPatternsChoose() {
        write("b/c/deep.txt", "1");
        write("b/note.md", "2");
        write("a.txt", "3");
        write(".hidden.txt", "4");
        write(".git/x.txt", "5");
        assertThat(names(Documents.of(texts)))
                .containsExactly("a.txt", "b/c/deep.txt", "b/note.md");
        assertThat(names(Documents.of(texts + "/**.txt"))).containsExactly("a.txt", "b/c/deep.txt");
        assertThat(names(Documents.of(texts + "/*.txt"))).containsExactly("a.txt");
        assertThat(names(Documents.of(texts + "/b/**/*.{txt,md}"))).containsExactly("b/c/deep.txt");
        assertThat(names(Documents.of(texts + "/a.txt"))).containsExactly("a.txt");
    }

    private List<String> names(Documents documents) {
        return documents.files().stream()
                .map(file -> texts.relativize(file).toString().replace('\\', '/'))
                .toList();
    }

    @Test
    void saysThatThereIsNoFile() {
        for (String none : List.of(texts + "/*.txt", texts + "/none", texts + "/no/*/way")) {
            assertThatThrownBy(() -> Documents.of(none))
                    .isInstanceOf(ChainruleException.class)
                    .hasMessage(
                            none
                                    + ": there must be a text file, but there is none. Name a file,"
                                    + " a folder or a pattern such as books/**.txt.");
        }
    }

    @Test
    void saysThatThereIsNoText() {
        write("empty.txt", "");
        assertThatThrownBy(() -> text(Documents.of(texts)).encode(BYTES))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(
                        "texts: the files must hold text, but they are empty. Give other files.");
    }

    @Test
    void saysThatThereAreTooFewDocuments() {
        write("a.txt", "a");
        write("b.txt", "b");
        assertThatThrownBy(() -> text(Documents.of(texts)).split(0.1, 0.1).encode(BYTES))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(
                        "texts: there must be a document for each part, but of 2, 1 are for"
                                + " validation and 1 for tests. Give more files, or the line that"
                                + " separates documents inside a file.");
    }

    @Test
    void rejectsFractionsThatLeaveNothing() {
        Documents documents = Documents.of(write("a.txt", "a"));
        assertThatThrownBy(() -> LargeText.of(documents).split(0.6, 0.4))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(
                        "a.txt: the fraction for validation must be above 0, that for tests at"
                                + " least 0, and both together below 1, but they are 0.6 and 0.4."
                                + " Try 0.1 and 0.");
    }

    @Test
    void rejectsASeparatorThatIsNoLine() {
        Documents documents = Documents.of(write("a.txt", "a"));
        assertThatThrownBy(() -> documents.separatedBy("a\nb"))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(
                        "a.txt: the separator must be one line of 1 to 1,000 characters, but it is"
                                + " \"a\nb\". Try <|endoftext|>.");
    }

    @Test
    void badTextLeavesNoFileBehind() throws IOException {
        Path file = write("a.txt", "x".repeat(200_000));
        byte[] bytes = Files.readAllBytes(file);
        bytes[150_000] = (byte) 0xFF;
        Files.write(file, bytes);
        assertRefused(
                file,
                ": the file must be UTF-8 text, but byte 150000 (0xFF) does not fit UTF-8. Save it"
                        + " as UTF-8, for example: iconv -f ISO-8859-1 -t UTF-8 FILE > FILE.utf8.");
        bytes[150_000] = 0;
        Files.write(file, bytes);
        assertRefused(
                file,
                ": the file must be UTF-8 text, but byte 150000 is NUL, so it is binary. Give a"
                        + " plain text file.");
        Files.write(file, new byte[] {(byte) 0xFE, (byte) 0xFF, 0, 65});
        assertRefused(
                file,
                ": the file must be UTF-8 text, but its first bytes say UTF-16. Save it as UTF-8,"
                        + " for example: iconv -f UTF-16 -t UTF-8 FILE > FILE.utf8.");
        Files.write(file, new byte[] {65, (byte) 0xC3});
        assertRefused(
                file,
                ": the file must be UTF-8 text, but byte 1 (0xC3) does not fit UTF-8. Save it as"
                        + " UTF-8, for example: iconv -f ISO-8859-1 -t UTF-8 FILE > FILE.utf8.");
        assertThat(cache.folder()).doesNotExist();
    }

    private void assertRefused(Path file, String message) {
        assertThatThrownBy(() -> text(Documents.of(file)).encode(BYTES))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(file + message);
    }

    @Test
    void unknownCharacterLeavesNoFileBehind() throws IOException {
        Path file = write("a.txt", "abcx");
        assertThatThrownBy(() -> text(Documents.of(file)).encode(CharTokenizer.of("abc")))
                .isInstanceOf(ChainruleException.class)
                .hasMessageContaining("'x'");
        assertThat(tokenFiles()).isEmpty();
    }

    @Test
    void byteOrderMarkIsLeftOut() {
        Path file = write("a.txt", "\uFEFFabcdefghij");
        TextData data = text(Documents.of(file)).encode(BYTES);
        assertThat(decoded(data.trainingTokens())).isEqualTo("abcdefghi");
    }

    @Test
    void damagedFileOfTokensIsRefused() throws IOException {
        LargeText text = text(Documents.of(write("one.txt", "0123456789")));
        text.encode(BYTES);
        Path tokens = tokenFiles().get(0);
        Files.write(tokens, Arrays.copyOf(Files.readAllBytes(tokens), 70));
        assertThatThrownBy(() -> text.encode(BYTES))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(
                        tokens
                                + ": must be a complete file of tokens, but is not. Remove it; it"
                                + " is made again from the text.");
    }

    @Test
    void canBeInterruptedAndLeavesNoFileBehind() throws IOException {
        LargeText text = text(Documents.of(write("one.txt", "0123456789".repeat(500_000))));
        DoubleConsumer interrupts = done -> Thread.currentThread().interrupt();
        Throwable error = catchThrowable(() -> text.encode(BYTES, interrupts));
        assertThat(Thread.interrupted()).isTrue();
        assertThat(error)
                .isInstanceOf(ChainruleException.class)
                .hasMessage(
                        "one.txt: must be encoded to its end, but that was interrupted. Run again;"
                                + " nothing was kept.");
        assertThat(tokenFiles()).isEmpty();
    }
}
