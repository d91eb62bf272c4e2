package org.chainrule.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import org.chainrule.dsl.error.ChainruleException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class BytePairTrainerTest {
    private static final int TEXTS = 300;
    private static final Duration MOST = Duration.ofSeconds(20); // for a megabyte

    @Test
    void mergesTheMostFrequentPairFirst() {
        assertThat(BytePairTokenizer.train("low lower lowest slow slower", 3).merges())
                .containsExactly("l o", "lo w", "low e");
    }

    @Test
    void ofEquallyFrequentPairsTheLowerNumbersComeFirst() {
        assertThat(BytePairTokenizer.train("zb!zb!ab!ab", 9).merges()).startsWith("a b", "z b");
        assertThat(BytePairTokenizer.train("ac,ac,ab,ab", 9).merges()).startsWith("a b", "a c");
    }

    @Test
    void stopsWhereNoPairOccursTwice() {
        assertThat(BytePairTokenizer.train("abc abd", 100).merges()).containsExactly("a b");
        assertThat(BytePairTokenizer.train("a", 100).vocabularySize()).isEqualTo(256);
    }

    @Test
    void runsOfOneByteAreCountedAsTheyOverlap() {
        assertThat(BytePairTokenizer.train("aaaaaaa", 9).merges())
                .isEqualTo(NaiveTrainer.merges("aaaaaaa", 9))
                .containsExactly("a a", "aa aa");
    }

    @Test
    void aMergeThatMakesAnEarlierTokenMakesNoNewOne() {
        String text = "abcabcabcabc xab xab xbc xbc xbc xbc ybc abcabc zabc zabc zbc qab";
        for (long seed = 0; seed < TEXTS; seed++) {
            String few = fewLetters(seed, 200, 2);
            var tokenizer = BytePairTokenizer.train(few, 60);
            assertThat(tokenizer.vocabulary()).doesNotHaveDuplicates();
        }
        assertThat(BytePairTokenizer.train(text, 50).vocabulary()).doesNotHaveDuplicates();
    }

    @Test
    void isTheNaiveTrainer() {
        for (long seed = 0; seed < TEXTS; seed++) {
            String text = fewLetters(seed, 400, 1 + (int) (seed % 5));
            assertThat(BytePairTokenizer.train(text, 80).merges())
                    .as("seed %d", seed)
                    .isEqualTo(NaiveTrainer.merges(text, 80));
        }
    }

    @Test
    void isTheNaiveTrainerOnAllKindsOfCharacters() {
        for (long seed = 0; seed < TEXTS; seed++) {
            String text = RandomTexts.text(seed) + "x" + RandomTexts.text(seed % 7);
            assertThat(BytePairTokenizer.train(text, 40).merges())
                    .as("seed %d", seed)
                    .isEqualTo(NaiveTrainer.merges(text, 40));
        }
    }

    private static String fewLetters(long seed, int length, int letters) {
        String all = "ab cd\né";
        var text = new StringBuilder();
        new SplittableRandom(seed)
                .ints(length, 0, Math.min(letters + 1, all.length()))
                .forEach(i -> text.append(all.charAt(i)));
        return text.toString();
    }

    /**
     * Hugging Face's tokenizers 0.23.2: a {@code BpeTrainer} of 5,256 tokens, {@code min_frequency}
     * 2, with the byte-level alphabet. The sum is of its merges with a new line between.
     */
    @Test
    void fiveThousandMergesOfTinyShakespeareAreThoseOfAnotherImplementation() throws Exception {
        Path file = Cache.standard().file("tinyshakespeare.txt");
        assumeTrue(
                Files.exists(file),
                () ->
                        "needs %s; set %s to a folder that holds tinyshakespeare.txt"
                                .formatted(file, Cache.VARIABLE));
        List<String> merges =
                BytePairTokenizer.train(Corpora.tinyShakespeare().text(), 5_000).merges();
        byte[] joined = String.join("\n", merges).getBytes(StandardCharsets.UTF_8);
        assertThat(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(joined)))
                .isEqualTo("c097a9027993e7dfffb36f973eb76a5ecedc3885d497c13f986f278f377284bb");
    }

    @Test
    @Timeout(60)
    void aMegabyteToFiveThousandMergesTakesUnderTwentySeconds() {
        String text = Corpora.unicodeNames().text();
        text = (text + text).substring(0, 1_000_000);
        long start = System.nanoTime();
        assertThat(BytePairTokenizer.train(text, 5_000).merges()).hasSize(5_000);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(MOST);
    }

    @Test
    void saysWhatItCannotTrainOn() {
        assertThatThrownBy(() -> BytePairTokenizer.train("", 5))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(
                        "BytePairTokenizer.train: the text must hold at least one character, but it"
                                + " is empty. Give the text that the model will be trained on.");
        assertThatThrownBy(() -> BytePairTokenizer.train("a", 0))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(
                        "BytePairTokenizer.train: merges must be at least 1, but it is 0. Try 1000,"
                                + " or use a ByteTokenizer for none.");
        assertThatThrownBy(() -> BytePairTokenizer.train("a\uD83D", 1))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(
                        "BytePairTokenizer.train: text must be whole Unicode characters, but U+D83D"
                                + " HIGH SURROGATES D83D at index 1 is half of a pair. Cut strings"
                                + " between code points, for example with offsetByCodePoints.");
    }

    @Test
    void progressIsToldAfterEachMerge() {
        List<Integer> told = new ArrayList<>();
        BytePairTokenizer tokenizer =
                BytePairTokenizer.train("low lower lowest slow slower", 3, told::add);
        assertThat(told).containsExactly(1, 2, 3);
        assertThat(tokenizer).isEqualTo(BytePairTokenizer.train("low lower lowest slow slower", 3));
    }
}
