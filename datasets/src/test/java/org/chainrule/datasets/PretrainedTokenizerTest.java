package org.chainrule.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.Gson;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chainrule.dsl.error.ChainruleException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PretrainedTokenizerTest {
    private static final BytePairTokenizer OURS =
            BytePairTokenizer.train(UnicodeNames.text().substring(0, 60_000) + "l'été n'est", 300);
    private static final String MEND = ". Take the file from the model's own folder.";

    @TempDir private Path folder;
    private Path file;

    @BeforeEach
    void writeFile() throws IOException {
        file = Files.writeString(folder.resolve("tokenizer.json"), byteLevel(OURS));
    }

    /** The file that Hugging Face's library would write of a byte-level tokenizer. */
    private static String byteLevel(BytePairTokenizer tokenizer) {
        Map<String, Integer> vocabulary = new LinkedHashMap<>();
        for (int i = 0; i < tokenizer.vocabularySize(); i++) {
            vocabulary.put(tokenizer.vocabulary().get(i), i);
        }
        String level =
                "{\"type\":\"ByteLevel\",\"add_prefix_space\":false,\"trim_offsets\":true,"
                        + "\"use_regex\":true}";
        String mark =
                "{\"id\":%d,\"content\":\"<|end|>\",\"single_word\":false,\"lstrip\":false,"
                                .formatted(tokenizer.vocabularySize())
                        + "\"rstrip\":false,\"normalized\":false,\"special\":true}";
        Map<String, Object> model =
                Map.of("type", "BPE", "vocab", vocabulary, "merges", tokenizer.merges());
        return "{\"version\":\"1.0\",\"added_tokens\":[%s],\"pre_tokenizer\":%s,\"decoder\":%s,"
                        .formatted(mark, level, level)
                + "\"model\":"
                + new Gson().toJson(model)
                + "}";
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "LATIN SMALL LETTER A",
                "a\r\nb\r\n\r\n  c\t\td",
                "       long      white          space   ",
                "it's we'll they'd I'VE can't",
                "e\u0301 a\u030A\u0323 n\u0303",
                "👩‍👩‍👧‍👦 🇫🇷 👍🏽",
                "12345 x2 ٣٤ Ⅻ ½",
                "中文没有空格。 ひらがな 한국어",
                "\u00A0\u2003\u3000x\u0085y",
                "<tag attr=\"1\">&amp;</tag> {}[]()!?...",
                "ﬁ ǅ ẞ İ ı"
            })
    void tokensAreThoseOfOurOwnByteLevelTokenizer(String text) {
        try (var tokenizer = PretrainedTokenizer.read(file)) {
            assertThat(tokenizer.encode(text)).isEqualTo(OURS.encode(text));
            assertThat(tokenizer.decode(tokenizer.encode(text))).isEqualTo(text);
        }
    }

    @Test
    void longTextIsNotCutOff() {
        String text = UnicodeNames.text().substring(100_000, 200_000);
        try (var tokenizer = PretrainedTokenizer.read(file)) {
            assertThat(tokenizer.encode(text)).isEqualTo(OURS.encode(text)).hasSizeGreaterThan(512);
        }
    }

    @Test
    void marksAreTokensToo() {
        try (var tokenizer = PretrainedTokenizer.read(file)) {
            int mark = OURS.vocabularySize();
            assertThat(tokenizer.vocabularySize()).isEqualTo(mark + 1);
            assertThat(tokenizer.encode("A<|end|>")).containsExactly(OURS.encode("A")[0], mark);
            assertThat(tokenizer.decode(mark)).isEqualTo("<|end|>");
            assertThatThrownBy(() -> tokenizer.decode(mark + 1))
                    .isInstanceOf(ChainruleException.class)
                    .hasMessage(
                            "PretrainedTokenizer.decode: tokens must be from 0 to %d, but the token"
                                            .formatted(mark)
                                    + " at index 0 is %d. Decode with the tokenizer that the model"
                                            .formatted(mark + 1)
                                    + " was trained with.");
        }
    }

    @Test
    void textComesPieceByPiece() {
        String text = "SMALL 👩‍👩‍👧‍👦 é中 LETTER";
        try (var tokenizer = PretrainedTokenizer.read(file)) {
            TextDecoder decoder = tokenizer.decoder();
            List<String> pieces = new ArrayList<>();
            for (int token : tokenizer.encode(text)) {
                pieces.add(decoder.next(token));
            }
            pieces.add(decoder.end());
            assertThat(String.join("", pieces)).isEqualTo(text).doesNotContain("\uFFFD");
            assertThat(pieces).contains("").hasSizeGreaterThan(10);
            decoder.next(tokenizer.encode("é")[0]);
            assertThat(decoder.end()).isEqualTo("\uFFFD");
        }
    }

    @Test
    void isSavedWithAModel() {
        try (var tokenizer = PretrainedTokenizer.read(file);
                var same = (PretrainedTokenizer) Tokenizers.fromJson(tokenizer.toJson())) {
            assertThat(same).isEqualTo(tokenizer).hasSameHashCodeAs(tokenizer);
            assertThat(same.encode("é A\n")).isEqualTo(OURS.encode("é A\n"));
            assertThat(same.toJson()).isEqualTo(tokenizer.toJson());
        }
    }

    @Test
    void unigramsAreReadToo() throws IOException {
        String json =
                "{\"version\":\"1.0\",\"model\":{\"type\":\"Unigram\",\"unk_id\":0,\"vocab\":"
                        + "[[\"<unk>\",0.0],[\"a\",-1.5],[\"b\",-2.0],[\"ab\",-1.0]]}}";
        Files.writeString(file, json);
        try (var tokenizer = PretrainedTokenizer.read(file)) {
            assertThat(tokenizer.vocabularySize()).isEqualTo(4);
            assertThat(tokenizer.encode("abba")).containsExactly(3, 2, 1);
        }
    }

    @Test
    void saysThatItIsNoJson() throws IOException {
        Files.writeString(file, "{\"model\":");
        assertRefused(": must be a JSON object, but it is not JSON" + MEND);
        Files.writeString(file, "[1]");
        assertRefused(": must be a JSON object, but it is another JSON value" + MEND);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"model\":1}",
                "{\"model\":{}}",
                "{\"model\":{\"vocab\":7}}",
                "{\"model\":{\"vocab\":{\"a\":\"b\"}}}",
                "{\"model\":{\"vocab\":{\"a\":0}},\"added_tokens\":[1]}"
            })
    void saysThatThereIsNoVocabulary(String json) throws IOException {
        Files.writeString(file, json);
        assertRefused(
                ": must have a model with a vocabulary that numbers its tokens, but it has none"
                        + MEND);
    }

    @Test
    void saysWhatTheLibraryDoesNotLike() throws IOException {
        Files.writeString(
                file, "{\"model\":{\"type\":\"BPE\",\"vocab\":{\"a\":0},\"merges\":[\"a b\"]}}");
        assertThatThrownBy(() -> PretrainedTokenizer.read(file))
                .isInstanceOf(ChainruleException.class)
                .hasMessageStartingWith(
                        file
                                + ": must be a tokenizer that Hugging Face's library reads, but it"
                                + " says: ")
                .hasMessageEndingWith(MEND);
    }

    private void assertRefused(String message) {
        assertThatThrownBy(() -> PretrainedTokenizer.read(file))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(file + message);
    }

    @Test
    void saysThatTheLibraryIsMissing() throws Exception {
        List<URL> urls = new ArrayList<>();
        String classPath =
                System.getProperty(
                        "surefire.test.class.path", System.getProperty("java.class.path"));
        for (String part : classPath.split(File.pathSeparator)) {
            if (!part.contains("huggingface")) {
                urls.add(Path.of(part).toUri().toURL());
            }
        }
        ClassLoader platform = ClassLoader.getPlatformClassLoader();
        try (var loader = new URLClassLoader(urls.toArray(URL[]::new), platform)) {
            var read = loader.loadClass(PretrainedTokenizer.class.getName());
            assertThatThrownBy(() -> read.getMethod("read", Path.class).invoke(null, file))
                    .isInstanceOf(InvocationTargetException.class)
                    .cause()
                    .hasMessage(
                            file
                                    + ": needs the library ai.djl.huggingface:tokenizers, but it is"
                                    + " not on the class path. Add it to the dependencies, in the"
                                    + " version of DJL (0.35.1).");
        }
    }
}
