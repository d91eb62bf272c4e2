package org.chainrule.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.Gson;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** GPT-2's tokenizer, read from its files, beside two other implementations. */
class Gpt2TokenizerTest {
    private static final int STRINGS = 10_000;

    @TempDir private static Path folder;
    private static BytePairTokenizer gpt2;

    /** A text and its tokens. */
    private record Case(String text, int[] tokens) {
        @Override
        public String toString() {
            return text.length() < 40 ? text : text.substring(0, 40) + "…";
        }
    }

    @BeforeAll
    static void readGpt2() throws IOException {
        Gpt2Reference.write(folder);
        gpt2 = BytePairTokenizer.read(folder);
    }

    /** Tokens from Hugging Face's tokenizers 0.23.2, which read the published files. */
    static Case[] cases() throws IOException {
        try (var file =
                new InputStreamReader(
                        Gpt2TokenizerTest.class.getResourceAsStream("gpt2-cases.json"),
                        StandardCharsets.UTF_8)) {
            return new Gson().fromJson(file, Case[].class);
        }
    }

    /** The sums that OpenAI's tiktoken checks when it downloads the two files. */
    @Test
    void theFilesAreThePublishedOnes() throws Exception {
        assertThat(sha256("vocab.bpe"))
                .isEqualTo("1ce1664773c50f3e0cc8842619a93edc4624525b728b188a9e0be33b7726adc5");
        assertThat(sha256("encoder.json"))
                .isEqualTo("196139668be63f3b5d6574427317ae82f612a97c5d1cdaf36ed2256dbf636783");
    }

    private static String sha256(String file) throws Exception {
        byte[] bytes = Files.readAllBytes(folder.resolve(file));
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    @Test
    void hasThePublishedSizes() {
        assertThat(gpt2).hasToString("BytePairTokenizer[50257 tokens, 50000 merges]");
        assertThat(gpt2.merges()).startsWith("Ġ t", "Ġ a", "h e");
        assertThat(gpt2.encode("Hello world")).containsExactly(15496, 995);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void hardCasesHaveTheTokensOfTwoOtherImplementations(Case hard) {
        assertThat(gpt2.encode(hard.text()))
                .isEqualTo(hard.tokens())
                .isEqualTo(Gpt2Reference.encode(hard.text()));
        assertThat(gpt2.decode(hard.tokens())).isEqualTo(hard.text());
    }

    @Test
    void randomStringsHaveTheTokensOfAnotherImplementation() {
        for (long seed = 0; seed < STRINGS; seed++) {
            String text = RandomTexts.text(seed);
            assertThat(gpt2.encode(text)).as("seed %d", seed).isEqualTo(Gpt2Reference.encode(text));
        }
    }

    @Test
    void randomTokensHaveTheBytesOfAnotherImplementation() {
        for (long seed = 0; seed < STRINGS; seed++) {
            int[] tokens = new SplittableRandom(seed).ints(5, 0, 50256).toArray();
            byte[] bytes = Gpt2Reference.decodeBytes(tokens);
            assertThat(gpt2.decodeBytes(tokens)).as("seed %d", seed).isEqualTo(bytes);
            assertThat(gpt2.decode(tokens)).isEqualTo(new String(bytes, StandardCharsets.UTF_8));
        }
    }

    @Test
    void bytesThatAreNotUtf8ComeBack() {
        for (long seed = 0; seed < STRINGS; seed++) {
            byte[] bytes = new byte[40];
            new SplittableRandom(seed).nextBytes(bytes);
            assertThat(gpt2.decodeBytes(gpt2.encodeBytes(bytes)))
                    .as("seed %d", seed)
                    .isEqualTo(bytes);
        }
        byte[] cut = Arrays.copyOf("😀".getBytes(StandardCharsets.UTF_8), 3);
        assertThat(gpt2.encodeBytes(cut)).containsExactly(47249);
        assertThat(gpt2.decode(47249)).isEqualTo("\uFFFD");
    }

    @Test
    void endOfTextIsATokenThatNoTextBecomes() {
        int end = gpt2.special("<|endoftext|>");
        assertThat(end).isEqualTo(50256);
        assertThat(gpt2.decode(end)).isEqualTo("<|endoftext|>");
        assertThat(gpt2.encode("<|endoftext|>")).hasSize(7).doesNotContain(end);
    }

    @Test
    void jsonHoldsAllOfIt() {
        assertThat(Tokenizers.fromJson(gpt2.toJson())).isEqualTo(gpt2).hasSameHashCodeAs(gpt2);
    }

    /** The numbers that nanoGPT's {@code data/shakespeare/prepare.py} prints. */
    @Test
    void tinyShakespeareHasThePublishedNumberOfTokens() {
        Path file = Cache.standard().file("tinyshakespeare.txt");
        assumeTrue(
                Files.exists(file),
                () ->
                        "needs %s; set %s to a folder that holds tinyshakespeare.txt"
                                .formatted(file, Cache.VARIABLE));
        TextData data = TextData.of(Corpora.tinyShakespeare(), 0.9, gpt2);
        assertThat(data.trainingTokens()).hasSize(301_966);
        assertThat(data.validationTokens()).hasSize(36_059);
    }
}
