package org.chainrule.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Real text goes through 5,000 merges and comes back; how fast is printed, and not asserted. */
class BytePairThroughputTest {
    private static final int ROUNDS = 4;

    @Test
    void shakespeareComesBack() throws Exception {
        Path file = Cache.standard().file("tinyshakespeare.txt");
        assumeTrue(
                Files.exists(file),
                () ->
                        "needs %s; set %s to a folder that holds tinyshakespeare.txt"
                                .formatted(file, Cache.VARIABLE));
        String text = Files.readString(file);
        long start = System.nanoTime();
        BytePairTokenizer tokenizer = BytePairTokenizer.train(text, 5_000);
        System.out.printf(Locale.ROOT, "5,000 merges: %.1f s%n", seconds(start));
        assertThat(tokenizer.vocabularySize()).isEqualTo(256 + 5_000);
        for (int round = 0; round < ROUNDS; round++) {
            start = System.nanoTime();
            int[] tokens = tokenizer.encode(text);
            double encoding = seconds(start);
            start = System.nanoTime();
            String back = tokenizer.decode(tokens);
            System.out.printf(
                    Locale.ROOT,
                    "encode %.0f MB/s, decode %.0f MB/s%n",
                    text.length() / 1e6 / encoding,
                    text.length() / 1e6 / seconds(start));
            assertThat(back).isEqualTo(text);
        }
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
