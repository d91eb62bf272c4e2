package org.chainrule.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.chainrule.dsl.error.ChainruleException;
import org.junit.jupiter.api.Test;

class TextDataTest {
    private static final Corpus CORPUS = new Corpus("letters", "abababababababababcc");

    @Test
    void bothPartsShareTheTokenizerOfTheWholeText() {
        TextData data = TextData.of(CORPUS);
        assertThat(data.name()).isEqualTo("letters");
        assertThat(data.tokenizer()).isEqualTo(CharTokenizer.of("abc"));
        assertThat(data.trainingTokens()).hasSize(18).startsWith(0, 1, 0, 1).doesNotContain(2);
        assertThat(data.validationTokens()).containsExactly(2, 2);
        assertThat(data)
                .hasToString(
                        "TextData[letters, 18 tokens for training, 2 for validation, 3 distinct]");
    }

    @Test
    void splitsWhereItIsTold() {
        TextData data = TextData.of(CORPUS, 0.25);
        assertThat(data.trainingTokens()).containsExactly(0, 1, 0, 1, 0);
        assertThat(data.validationTokens()).hasSize(15);
    }

    @Test
    void windowsAreOfTheirOwnPart() {
        TextData data = TextData.of(CORPUS);
        assertThat(data.trainingWindows(4).batch(3, 1, 2))
                .isEqualTo(new ShuffledWindows(data.trainingTokens(), 4).batch(3, 1, 2));
        assertThat(data.validationWindows(4).batches(3))
                .containsExactly(new TokenBatch(1, 1, new long[] {2}, new long[] {2}));
    }

    @Test
    void changingTheReturnedTokensChangesNothing() {
        TextData data = TextData.of(CORPUS);
        data.trainingTokens()[0] = 99;
        data.validationTokens()[0] = 99;
        assertThat(data.trainingTokens()).startsWith(0, 1);
        assertThat(data.validationTokens()).startsWith(2);
    }

    @Test
    void takesTheTokenizerOfAnEarlierModel() {
        var tokenizer = CharTokenizer.of("xyzcab");
        assertThat(TextData.of(CORPUS, 0.5, tokenizer).tokenizer()).isSameAs(tokenizer);
        var other = CharTokenizer.of("ab");
        assertThatThrownBy(() -> TextData.of(CORPUS, 0.5, other))
                .isInstanceOf(ChainruleException.class)
                .hasMessageContaining("'c' (U+0063 LATIN SMALL LETTER C)");
    }

    @Test
    void errorsNameTheCorpus() {
        assertThatThrownBy(() -> TextData.of(CORPUS).trainingWindows(18))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(
                        "training part of letters: context must be shorter than the text, but"
                                + " context 18 is not shorter than 18 tokens. Try context 17, or a"
                                + " longer text.");
        assertThatThrownBy(() -> TextData.of(new Corpus("tiny", "abc")))
                .isInstanceOf(ChainruleException.class)
                .hasMessageStartingWith("tiny: both parts of the split");
    }
}
