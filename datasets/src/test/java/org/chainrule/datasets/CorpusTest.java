package org.chainrule.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.chainrule.dsl.error.ChainruleException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CorpusTest {
    @Test
    void splitsOffTheFirstNineTenths() {
        Corpus.Split split = new Corpus("digits", "01234567890123456789x").split();
        assertThat(split.training()).isEqualTo("012345678901234567");
        assertThat(split.validation()).isEqualTo("89x");
    }

    @Test
    void splitOfTheDocumentedExample() {
        var corpus = new Corpus("sonnet", "Shall I compare thee to a summer's day?");
        assertThat(corpus.split(0.75))
                .isEqualTo(new Corpus.Split("Shall I compare thee to a sum", "mer's day?"));
    }

    @Test
    void splitsBetweenCharactersNotBetweenSurrogates() {
        Corpus.Split split = new Corpus("faces", "😀😀😀😀").split(0.5);
        assertThat(split).isEqualTo(new Corpus.Split("😀😀", "😀😀"));
    }

    @Property(tries = 200)
    void partsMakeUpTheText(@ForAll @IntRange(min = 20, max = 500) int length) {
        var corpus = new Corpus("x", "ab😀".repeat(length));
        Corpus.Split split = corpus.split();
        assertThat(split.training() + split.validation()).isEqualTo(corpus.text());
        assertThat(split.training().codePointCount(0, split.training().length()))
                .isEqualTo((int) (0.9 * 3 * length));
    }

    @Test
    void lengthCountsCharacters() {
        assertThat(new Corpus("faces", "a😀").length()).isEqualTo(2);
    }

    @Test
    void tokenizerKnowsTheWholeText() {
        assertThat(new Corpus("z at the end", "aaaaaaaaaaz").tokenizer().vocabulary())
                .isEqualTo("az");
    }

    @Test
    void isPrintedWithoutItsText() {
        assertThat(new Corpus("poem", "abc")).hasToString("Corpus[poem, 3 characters]");
    }

    @Test
    void rejectsEmptyText() {
        assertThatThrownBy(() -> new Corpus("poem", ""))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(
                        "poem: the text must hold characters, but it is empty. Give another text.");
    }

    @Test
    void rejectsHalfOfASurrogatePair() {
        assertThatThrownBy(() -> new Corpus("poem", "\uDE00"))
                .isInstanceOf(ChainruleException.class)
                .hasMessageStartingWith("poem: text must be whole Unicode characters, but U+DE00");
    }

    @Test
    void rejectsTextThatIsTooShortToSplit() {
        assertThatThrownBy(() -> new Corpus("poem", "abcde").split())
                .isInstanceOf(ChainruleException.class)
                .hasMessage(
                        "poem: both parts of the split must have at least 2 characters, but 0.9 of"
                                + " 5 characters leaves 4 for training and 1 for validation. Use a"
                                + " longer text or another fraction.");
        assertThatThrownBy(() -> new Corpus("poem", "abcde").split(0.2))
                .hasMessageContaining("leaves 1 for training and 4 for validation");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1, -0.1, 90, Double.NaN})
    void rejectsFractionOutOfRange(double fraction) {
        assertThatThrownBy(() -> new Corpus("poem", "abcdefghij").split(fraction))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(
                        "poem: the fraction for training must be above 0 and below 1, but it is "
                                + fraction
                                + ". Try 0.9.");
    }
}
