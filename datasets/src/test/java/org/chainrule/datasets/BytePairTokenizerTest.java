package org.chainrule.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.chainrule.dsl.error.ChainruleException;
import org.junit.jupiter.api.Test;

class BytePairTokenizerTest {
    private static final BytePairTokenizer LOW =
            BytePairTokenizer.train("low lower lowest slow slower", 3);
    private static final BytePairTokenizer NAMES =
            BytePairTokenizer.train(Corpora.unicodeNames().text().substring(0, 100_000), 500);

    @Test
    void encodesByTheMergesInTheirOrder() {
        assertThat(LOW.encode("lower")).containsExactly(258, 81);
        assertThat(LOW.encode("ello")).containsExactly(68, 75, 256);
        assertThat(LOW.encode("")).isEmpty();
        assertThat(LOW.vocabularySize()).isEqualTo(259);
        assertThat(LOW.vocabulary()).startsWith("!", "\"").endsWith("lo", "low", "lowe");
    }

    @Test
    void neverMergesOverTheEndOfAWord() {
        assertThat(BytePairTokenizer.train("a b a b a b", 9).merges())
                .containsExactly("Ġ b", "Ġ a");
    }

    @Test
    void decodeUndoesEncodeForTenThousandRandomStrings() {
        for (long seed = 0; seed < 10_000; seed++) {
            String text = RandomTexts.text(seed);
            assertThat(NAMES.decode(NAMES.encode(text))).as("seed %d", seed).isEqualTo(text);
        }
    }

    @Test
    void decodeUndoesEncodeForBytesThatAreNotText() {
        for (long seed = 0; seed < 1_000; seed++) {
            byte[] bytes = new byte[50];
            new SplittableRandom(seed).nextBytes(bytes);
            assertThat(NAMES.decodeBytes(NAMES.encodeBytes(bytes)))
                    .as("seed %d", seed)
                    .isEqualTo(bytes);
        }
    }

    @Test
    void aFrequentWordIsOneToken() {
        var banana = BytePairTokenizer.train("banana banana", 9);
        assertThat(banana.encode("banana")).hasSize(1);
        assertThat(banana.decode(256, 257, 258)).isEqualTo("anbanana");
    }

    @Test
    void aMarkIsATokenThatNoTextBecomes() {
        var marked = LOW.withSpecial("<|endoftext|>");
        assertThat(marked.special("<|endoftext|>")).isEqualTo(259);
        assertThat(marked.decode(258, 259)).isEqualTo("lowe<|endoftext|>");
        assertThat(marked.encode("<|endoftext|>")).hasSize(13).doesNotContain(259);
        assertThat(marked).isNotEqualTo(LOW);
        assertThat(Tokenizers.fromJson(marked.toJson())).isEqualTo(marked);
        assertThat(marked.withSpecial("<é>").decode(260)).isEqualTo("<é>");
    }

    @Test
    void rejectsMarksThatAreNone() {
        for (String mark : new String[] {"<|endoftext|>", "<>", "end"}) {
            assertThatThrownBy(() -> LOW.withSpecial("<|endoftext|>").withSpecial(mark))
                    .isInstanceOf(ChainruleException.class)
                    .hasMessage(
                            "BytePairTokenizer.withSpecial: the mark must be new, begin with '<'"
                                    + " and end with '>', but it is \""
                                    + mark
                                    + "\". Try <|endoftext|>.");
        }
        assertThatThrownBy(() -> LOW.special("low"))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(
                        "BytePairTokenizer.special: the mark must be one of the special tokens, but"
                                + " \"low\" is not. Add it with withSpecial.");
    }

    @Test
    void readsWhatItWrote() {
        assertThat(Tokenizers.fromJson(NAMES.toJson())).isEqualTo(NAMES).hasSameHashCodeAs(NAMES);
        assertThat(LOW.toJson())
                .startsWith("{\"kind\":\"byte-pairs\",\"vocabulary\":{\"!\":0,\"\\\"\":1,")
                .endsWith("\"low\":257,\"lowe\":258},\"merges\":[\"l o\",\"lo w\",\"low e\"]}");
    }

    @Test
    void rejectsTokensOutOfRange() {
        assertThatThrownBy(() -> LOW.decode(0, 259))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(
                        "BytePairTokenizer.decode: tokens must be from 0 to 258, but the token at"
                                + " index 1 is 259. Decode with the tokenizer that the model was"
                                + " trained with.");
        assertThatThrownBy(() -> LOW.decode(-1)).hasMessageContaining("at index 0 is -1");
    }

    @Test
    void rejectsHalfOfASurrogatePair() {
        assertThatThrownBy(() -> LOW.encode("a\uDE00"))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(
                        "BytePairTokenizer.encode: text must be whole Unicode characters, but"
                                + " U+DE00 LOW SURROGATES DE00 at index 1 is half of a pair. Cut"
                                + " strings between code points, for example with offsetByCodePoints.");
    }

    @Test
    void unknownCharactersAreTheirBytes() {
        byte[] bytes = "😀".getBytes(StandardCharsets.UTF_8);
        assertThat(LOW.encode("😀")).hasSize(bytes.length);
    }
}
