package org.chainrule.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Gpt2PatternTest {
    private static final Pattern PUBLISHED =
            Pattern.compile(
                    "'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+|"
                            + " ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+",
                    Pattern.UNICODE_CHARACTER_CLASS);

    @Test
    void cutsAsTheRegularExpressionDoes() {
        for (long seed = 0; seed < 20_000; seed++) {
            String text = RandomTexts.text(seed);
            assertThat(pieces(text)).as("seed %d", seed).isEqualTo(matches(text));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'",
                "''",
                "'r",
                "'l",
                "'v",
                "'re'll've",
                "a'",
                " '",
                "x 's",
                "'S",
                " ",
                "  ",
                " \n",
                "\n a",
                "a \u3000 b",
                "\u0085\u0085a",
                "\u001Ca",
                "½²",
                "a1b2",
                "\u0301a"
            })
    void cutsSmallTextsAsTheRegularExpressionDoes(String text) {
        assertThat(pieces(text)).isEqualTo(matches(text));
    }

    @Test
    void aByteThatIsNotUtf8IsNeitherLetterNorSpace() {
        byte[] bytes = {'a', (byte) 0xC3, (byte) 0xED, (byte) 0xA0, (byte) 0x80, '!', 'b'};
        var pattern = new Gpt2Pattern(bytes);
        assertThat(pattern.end(0)).isEqualTo(1);
        assertThat(pattern.end(1)).isEqualTo(6);
        assertThat(pattern.end(6)).isEqualTo(7);
    }

    private static List<String> pieces(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        var pattern = new Gpt2Pattern(bytes);
        List<String> pieces = new ArrayList<>();
        for (int start = 0; start < bytes.length; ) {
            int end = pattern.end(start);
            pieces.add(new String(bytes, start, end - start, StandardCharsets.UTF_8));
            start = end;
        }
        return pieces;
    }

    private static List<String> matches(String text) {
        return PUBLISHED.matcher(text).results().map(MatchResult::group).toList();
    }
}
