package org.chainrule.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import org.chainrule.dsl.error.ChainruleException;
import org.junit.jupiter.api.Test;

class TextDecoderTest {
    private static final ByteTokenizer BYTES = new ByteTokenizer();

    /** Bytes that begin a character and go on with one, mostly not as they should. */
    private static final int[] SOME = {'a', 0x80, 0x9F, 0xC0, 0xC3, 0xE2, 0xED, 0xF0, 0xF4, 0xFF};

    @Test
    void waitsForTheRestOfACharacter() {
        TextDecoder decoder = BYTES.decoder();
        assertThat(decoder.next('a', 0xF0, 0x9F)).isEqualTo("a");
        assertThat(decoder.next(0x98)).isEmpty();
        assertThat(decoder.next(0x80, '!')).isEqualTo("😀!");
        assertThat(decoder.end()).isEmpty();
    }

    @Test
    void showsThatTheLastCharacterIsNotComplete() {
        TextDecoder decoder = BYTES.decoder();
        assertThat(decoder.next(0xF0, 0x9F)).isEmpty();
        assertThat(decoder.end()).isEqualTo("\uFFFD");
        assertThat(decoder.next('b')).isEqualTo("b");
    }

    @Test
    void givesTheSameTextAsAllTokensAtOnce() {
        for (long seed = 0; seed < 5_000; seed++) {
            var random = new SplittableRandom(seed);
            int[] tokens = random.ints(20, 0, SOME.length).map(i -> SOME[i]).toArray();
            TextDecoder decoder = BYTES.decoder();
            var text = new StringBuilder();
            for (int token : tokens) {
                text.append(decoder.next(token));
            }
            text.append(decoder.end());
            assertThat(text).as("seed %d", seed).hasToString(BYTES.decode(tokens));
        }
    }

    @Test
    void wholeCharactersComeAtOnce() {
        TextDecoder decoder = CharTokenizer.of("a😀").decoder();
        assertThat(decoder.next(1)).isEqualTo("😀");
        assertThat(decoder.end()).isEmpty();
    }

    @Test
    void rejectsTokensOutOfRange() {
        assertThatThrownBy(() -> BYTES.decoder().next(-1))
                .isInstanceOf(ChainruleException.class)
                .hasMessageContaining("but the token at index 0 is -1");
    }
}
