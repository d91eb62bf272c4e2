package org.chainrule.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class UnicodeNamesTest {
    private static final Corpus CORPUS = Corpora.unicodeNames();
    private static final List<String> LINES = CORPUS.text().lines().toList();

    @Test
    void holdsTheNamesOfThisJdk() {
        assertThat(LINES).hasSizeBetween(25_000, 45_000);
        assertThat(CORPUS.text()).endsWith("\n").doesNotContain("\n\n", "null");
    }

    @Test
    void holdsKnownNamesInTheOrderOfTheirCodePoints() {
        assertThat(LINES)
                .containsSubsequence(
                        "NULL",
                        "LATIN CAPITAL LETTER A",
                        "LATIN SMALL LETTER A",
                        "GREEK SMALL LETTER ALPHA",
                        "EURO SIGN",
                        "GRINNING FACE");
    }

    @Test
    void holdsNoNamesThatAreAPhraseAndANumber() {
        assertThat(LINES)
                .noneMatch(
                        name ->
                                name.matches(
                                        "(CJK|HANGUL SYLLABLE|TANGUT|NUSHU|KHITAN|YI SYLLABLE"
                                                + "|PRIVATE USE AREA|HIGH SURROGATES"
                                                + "|EGYPTIAN HIEROGLYPH-).*[0-9A-F]{4,5}"));
    }

    @Test
    void itsAlphabetIsCapitalsDigitsAndAFewSigns() {
        assertThat(CORPUS.tokenizer().vocabulary())
                .isEqualTo("\n ()-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ");
    }

    @Test
    void has29081NamesOnJava17() {
        assumeTrue(
                Runtime.version().feature() == 17,
                "the number of names is pinned for Java 17, whose Unicode is 13");
        assertThat(LINES).hasSize(29_081);
        assertThat(CORPUS.length()).isEqualTo(785_434);
    }
}
