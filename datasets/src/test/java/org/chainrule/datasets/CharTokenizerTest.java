package org.chainrule.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.chainrule.dsl.error.ChainruleException;
import org.junit.jupiter.api.Test;

class CharTokenizerTest {
    private static final CharTokenizer TO_BE = CharTokenizer.of("to be");

    @Test
    void vocabularyIsSortedDistinctCharacters() {
        assertThat(TO_BE.vocabulary()).isEqualTo(" beot");
        assertThat(TO_BE.vocabularySize()).isEqualTo(5);
    }

    @Test
    void encodesCharactersAsTheirPlacesInTheVocabulary() {
        assertThat(TO_BE.encode("bee")).containsExactly(1, 2, 2);
        assertThat(TO_BE.decode(4, 3)).isEqualTo("to");
    }

    @Test
    void encodesEmptyText() {
        assertThat(TO_BE.encode("")).isEmpty();
        assertThat(TO_BE.decode()).isEmpty();
    }

    @Test
    void anEmojiIsOneTokenAndSortsAfterTheBasicPlane() {
        var tokenizer = CharTokenizer.of("\uFFFD😀a");
        assertThat(tokenizer.vocabulary()).isEqualTo("a\uFFFD😀");
        assertThat(tokenizer.encode("😀a")).containsExactly(2, 0);
    }

    @Property(tries = 300)
    void decodeUndoesEncode(@ForAll @StringLength(min = 1, max = 200) String text) {
        Assume.that(isWellFormed(text));
        var tokenizer = CharTokenizer.of(text);
        assertThat(tokenizer.decode(tokenizer.encode(text))).isEqualTo(text);
        assertThat(tokenizer.vocabularySize())
                .isEqualTo((int) text.codePoints().distinct().count());
        assertThat(Tokenizers.fromJson(tokenizer.toJson())).isEqualTo(tokenizer);
    }

    private static boolean isWellFormed(String text) {
        return text.codePoints().noneMatch(c -> Character.getType(c) == Character.SURROGATE);
    }

    @Test
    void tokenizersWithTheSameVocabularyAreEqual() {
        assertThat(CharTokenizer.ofVocabulary(" beot"))
                .isEqualTo(TO_BE)
                .hasSameHashCodeAs(TO_BE)
                .isNotEqualTo(CharTokenizer.of("to bee or"));
    }

    @Test
    void namesTheCharacterThatHasNoToken() {
        assertThatThrownBy(() -> TO_BE.encode("bet 😀z"))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(
                        "CharTokenizer.encode: every character must be among the 5 of the"
                                + " vocabulary, but '😀' (U+1F600 GRINNING FACE) at index 4 is not."
                                + " Leave it out, or train with a text that holds it.");
    }

    @Test
    void countsTheIndexAsStringsDo() {
        assertThatThrownBy(() -> CharTokenizer.of("a😀").encode("a😀😀z"))
                .hasMessageContaining("'z' (U+007A LATIN SMALL LETTER Z) at index 5 is not");
    }

    @Test
    void doesNotPrintControlCharactersInErrors() {
        assertThatThrownBy(() -> TO_BE.encode("b\n"))
                .hasMessageContaining("but U+000A LINE FEED (LF) at index 1 is not");
    }

    @Test
    void suggestsTheOtherCase() {
        assertThatThrownBy(() -> CharTokenizer.of("ABC").encode("a"))
                .hasMessageEndingWith(
                        "Write 'A' (U+0041 LATIN CAPITAL LETTER A), or train with a text that holds"
                                + " it.");
    }

    @Test
    void suggestsTheLetterWithoutAccent() {
        assertThatThrownBy(() -> TO_BE.encode("É"))
                .hasMessageContaining("Write 'e' (U+0065 LATIN SMALL LETTER E), or");
    }

    @Test
    void rejectsTokensOutOfRange() {
        assertThatThrownBy(() -> TO_BE.decode(0, 5))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(
                        "CharTokenizer.decode: tokens must be from 0 to 4, but the token at index 1"
                                + " is 5. Decode with the tokenizer that the model was trained"
                                + " with.");
        assertThatThrownBy(() -> TO_BE.decode(-1)).hasMessageContaining("at index 0 is -1");
    }

    @Test
    void rejectsEmptyText() {
        assertThatThrownBy(() -> CharTokenizer.of(""))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(
                        "CharTokenizer: the text must hold at least one character, but it is empty."
                                + " Give the text that the model will be trained on.");
    }

    @Test
    void rejectsHalfOfASurrogatePair() {
        assertThatThrownBy(() -> CharTokenizer.of("ab\uD83D"))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(
                        "CharTokenizer: text must be whole Unicode characters, but U+D83D HIGH"
                                + " SURROGATES D83D at index 2 is half of a pair. Cut strings"
                                + " between code points, for example with offsetByCodePoints.");
        assertThatThrownBy(() -> TO_BE.encode("\uDE00")).isInstanceOf(ChainruleException.class);
    }

    @Test
    void rejectsUnsortedVocabulary() {
        assertThatThrownBy(() -> CharTokenizer.ofVocabulary("ba"))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(
                        "CharTokenizer: the vocabulary must be distinct characters sorted by code"
                                + " point, but 'a' (U+0061 LATIN SMALL LETTER A) follows 'b'"
                                + " (U+0062 LATIN SMALL LETTER B). Sort it and drop repeats, or use"
                                + " CharTokenizer.of(text).");
        assertThatThrownBy(() -> CharTokenizer.ofVocabulary("aa"))
                .hasMessageContaining("sorted by code point");
    }
}
