package org.chainrule.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.chainrule.dsl.error.ChainruleException;
import org.junit.jupiter.api.Test;

class ByteTokenizerTest {
    private static final ByteTokenizer BYTES = new ByteTokenizer();

    @Test
    void tokensAreTheBytesOfUtf8() {
        assertThat(BYTES.encode("é!\0")).containsExactly(0xC3, 0xA9, '!', 0);
        assertThat(BYTES.encode("😀")).containsExactly(0xF0, 0x9F, 0x98, 0x80);
        assertThat(BYTES.encode("")).isEmpty();
        assertThat(BYTES.vocabularySize()).isEqualTo(256);
    }

    @Test
    void decodeUndoesEncode() {
        for (long seed = 0; seed < 10_000; seed++) {
            String text = RandomTexts.text(seed);
            assertThat(BYTES.decode(BYTES.encode(text))).as("seed %d", seed).isEqualTo(text);
        }
    }

    @Test
    void bytesThatAreNotUtf8AreShownAsTheReplacementCharacter() {
        assertThat(BYTES.decode('a', 0xC3, 'b', 0xFF)).isEqualTo("a\uFFFDb\uFFFD");
        assertThat(BYTES.decodeBytes(0xC3, 0xFF)).containsExactly(0xC3, 0xFF);
    }

    @Test
    void readsWhatItWrote() {
        assertThat(BYTES.toJson()).isEqualTo("{\"kind\":\"bytes\"}");
        assertThat(Tokenizers.fromJson(BYTES.toJson())).isEqualTo(BYTES);
    }

    @Test
    void rejectsTokensOutOfRange() {
        assertThatThrownBy(() -> BYTES.decode(0, 256))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(
                        "ByteTokenizer.decode: tokens must be from 0 to 255, but the token at index"
                                + " 1 is 256. Decode with the tokenizer that the model was trained"
                                + " with.");
    }
}
