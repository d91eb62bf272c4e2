package org.chainrule.datasets;

import java.util.Arrays;

/**
 * Which pairs of tokens are merged, in what order, and into what: a hash table with open
 * addressing, because encoding asks for some pairs for each byte of a text.
 */
final class MergeTable {
    /** The rank of a pair that is not merged: after all others. */
    static final int NONE = Integer.MAX_VALUE;

    private static final long EMPTY = -1;
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private final long[] pairs;
    private final int[] ranks; // beside pairs
    private final int[] made; // by rank
    private final int shift;

    /**
     * A table of merges in their order.
     *
     * @param merges pairs from {@link #pair}, each once
     * @param made the token that each of them becomes
     */
    MergeTable(long[] merges, int[] made) {
        int bits = 33 - Integer.numberOfLeadingZeros(merges.length); // less than half full
        pairs = new long[1 << bits];
        ranks = new int[1 << bits];
        shift = Long.SIZE - bits;
        this.made = made;
        Arrays.fill(pairs, EMPTY);
        for (int rank = 0; rank < merges.length; rank++) {
            int slot = slot(merges[rank]);
            pairs[slot] = merges[rank];
            ranks[slot] = rank;
        }
    }

    static long pair(int left, int right) {
        return (long) left << Integer.SIZE | right;
    }

    static int left(long pair) {
        return (int) (pair >>> Integer.SIZE);
    }

    static int right(long pair) {
        return (int) pair;
    }

    /** The place of a pair in the order of merges, or {@link #NONE}. */
    int rank(int left, int right) {
        int slot = slot(pair(left, right));
        return pairs[slot] == EMPTY ? NONE : ranks[slot];
    }

    /** The token that the pair of a rank becomes. */
    int made(int rank) {
        return made[rank];
    }

    /** Where a pair lies, or would lie. */
    private int slot(long pair) {
        int slot = (int) ((pair * GOLDEN) >>> shift);
        while (pairs[slot] != pair && pairs[slot] != EMPTY) {
            slot = (slot + 1) & (pairs.length - 1);
        }
        return slot;
    }
}
