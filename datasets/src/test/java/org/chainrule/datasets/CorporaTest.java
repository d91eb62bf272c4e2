package org.chainrule.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.chainrule.dsl.error.ChainruleException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CorporaTest {
    private static final String MUST_BE =
            "data: must be the name of a data set or the path of a text file";
    private static final String KNOWN =
            "Data sets are unicode-names, tinyshakespeare and names; the path of any UTF-8 text file works"
                    + " too.";

    @TempDir private Path folder;

    @Test
    void unicodeNamesIsTheFirstName() {
        assertThat(Corpora.names()).containsOnlyKeys("unicode-names", "tinyshakespeare", "names");
        assertThat(Corpora.names().keySet()).first().isEqualTo("unicode-names");
    }

    @Test
    void descriptionsAreOneLine() {
        assertThat(Corpora.names().values())
                .allSatisfy(text -> assertThat(text).isNotBlank().doesNotContain("\n"));
    }

    @Test
    void loadsByName() {
        assertThat(Corpora.named("unicode-names")).isEqualTo(Corpora.unicodeNames());
    }

    @Test
    void loadsByPath() throws IOException {
        Path file = Files.writeString(folder.resolve("poem.txt"), "So much depends");
        assertThat(Corpora.named(file.toString()))
                .isEqualTo(new Corpus("poem.txt", "So much depends"));
    }

    @ParameterizedTest
    @CsvSource({
        "shakespeare,     tinyshakespeare",
        "tinyshakespear,  tinyshakespeare",
        "TinyShakespeare, tinyshakespeare",
        "tiny-shakespeare,tinyshakespeare",
        "unicode,         unicode-names",
        "unicodenames,    unicode-names"
    })
    void suggestsTheNearestName(String typed, String meant) {
        assertThatThrownBy(() -> Corpora.named(typed))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(
                        MUST_BE
                                + ", but \""
                                + typed
                                + "\" is neither. Did you mean "
                                + meant
                                + "? "
                                + KNOWN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"moby-dick", "nowhere/poem.txt", "", "\0"})
    void suggestsNothingForANameThatIsFarFromAll(String typed) {
        assertThatThrownBy(() -> Corpora.named(typed))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(MUST_BE + ", but \"" + typed + "\" is neither. " + KNOWN);
    }

    @Test
    void distanceCountsInsertionsDeletionsAndReplacements() {
        assertThat(Nearest.distance("kitten", "sitting")).isEqualTo(3);
        assertThat(Nearest.distance("", "abc")).isEqualTo(3);
        assertThat(Nearest.distance("flaw", "lawn")).isEqualTo(2);
        assertThat(Nearest.distance("same", "same")).isZero();
    }

    @Test
    void severalNearestWordsAreNearestFirst() {
        List<String> words = List.of("relu", "gelu", "softmax", "layerNorm", "gelu");
        assertThat(Nearest.several("gelo", words, 3)).containsExactly("gelu", "relu");
        assertThat(Nearest.several("gelo", words, 1)).containsExactly("gelu");
        assertThat(Nearest.several("LAYERNORM", words, 3)).containsExactly("layerNorm");
        assertThat(Nearest.several("xyz", words, 3)).isEmpty();
    }
}
