package org.chainrule.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class PieceMergerTest {
    private static final int TRIALS = 2_000;

    /** Merges whose results are shared and out of order, so that later ones can come first. */
    private record Rules(List<long[]> merges) {
        static Rules random(SplittableRandom random) {
            List<long[]> merges = new ArrayList<>();
            for (int i = random.nextInt(12); i >= 0; i--) {
                long pair = MergeTable.pair(random.nextInt(6), random.nextInt(6));
                if (merges.stream().noneMatch(merge -> merge[0] == pair)) {
                    merges.add(new long[] {pair, 3 + random.nextInt(6)});
                }
            }
            return new Rules(merges);
        }

        MergeTable table() {
            return new MergeTable(
                    merges.stream().mapToLong(merge -> merge[0]).toArray(),
                    merges.stream().mapToInt(merge -> (int) merge[1]).toArray());
        }

        /** The first merge that fits, at all places; time and again. */
        int[] apply(int[] tokens) {
            for (long[] merge : merges) {
                int[] merged = replaced(tokens, merge[0], (int) merge[1]);
                if (merged.length < tokens.length) {
                    return apply(merged);
                }
            }
            return tokens;
        }

        private static int[] replaced(int[] tokens, long pair, int made) {
            List<Integer> out = new ArrayList<>();
            for (int i = 0; i < tokens.length; i++) {
                boolean isPair =
                        i + 1 < tokens.length && MergeTable.pair(tokens[i], tokens[i + 1]) == pair;
                out.add(isPair ? made : tokens[i]);
                i += isPair ? 1 : 0;
            }
            return out.stream().mapToInt(Integer::intValue).toArray();
        }
    }

    @Test
    void mergesShortAndLongPiecesAsGpt2Does() {
        for (long seed = 0; seed < TRIALS; seed++) {
            var random = new SplittableRandom(seed);
            Rules rules = Rules.random(random);
            int length = seed % 2 == 0 ? random.nextInt(30) : 120 + random.nextInt(30);
            int[] tokens = random.ints(length, 0, 4).toArray();
            assertThat(merged(rules.table(), tokens))
                    .as("seed %d", seed)
                    .isEqualTo(rules.apply(tokens));
        }
    }

    @Test
    void leavesWhatIsBesideThePiece() {
        var table = new MergeTable(new long[] {MergeTable.pair(1, 1)}, new int[] {2});
        int[] tokens = {1, 1, 1, 1, 1};
        assertThat(new PieceMerger(table).merge(tokens, 1, 4)).isEqualTo(3);
        assertThat(tokens).startsWith(1, 2, 1).endsWith(1);
    }

    @Test
    @Timeout(60)
    void aPieceOfAMillionBytesIsMergedInSeconds() {
        var tokenizer = BytePairTokenizer.train("a".repeat(1 << 10), 8);
        assertThat(tokenizer.encode("a".repeat(1_000_000)))
                .hasSize((1_000_000 + 255) / 256)
                .startsWith(263);
    }

    private static int[] merged(MergeTable table, int[] tokens) {
        int[] piece = tokens.clone();
        return Arrays.copyOf(piece, new PieceMerger(table).merge(piece, 0, piece.length));
    }
}
