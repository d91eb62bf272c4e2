package org.chainrule.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TinyShakespeareTest {
    @BeforeEach
    void needsTheFile() {
        Path file = Cache.standard().file("tinyshakespeare.txt");
        assumeTrue(
                Files.exists(file),
                () ->
                        "needs %s; set %s to a folder that holds tinyshakespeare.txt"
                                .formatted(file, Cache.VARIABLE));
    }

    @Test
    void hasThePublishedSizes() {
        Corpus corpus = Corpora.named("tinyshakespeare");
        assertThat(corpus.length()).isEqualTo(1_115_394);
        assertThat(corpus.text()).startsWith("First Citizen:\nBefore we proceed any further,");
        assertThat(corpus.tokenizer().vocabulary())
                .isEqualTo("\n !$&',-.3:;?ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
                .hasSize(65);
    }

    /** The sizes that nanoGPT's {@code data/shakespeare_char/prepare.py} prints. */
    @Test
    void splitsAsNanoGptDoes() {
        TextData data = TextData.of(Corpora.tinyShakespeare());
        assertThat(data.trainingTokens()).hasSize(1_003_854);
        assertThat(data.validationTokens()).hasSize(111_540);
    }

    @Test
    void decodesToTheSameText() {
        Corpus corpus = Corpora.tinyShakespeare();
        CharTokenizer tokenizer = corpus.tokenizer();
        assertThat(tokenizer.decode(tokenizer.encode(corpus.text())).equals(corpus.text()))
                .isTrue();
    }
}
