package org.chainrule.datasets;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Merges the tokens of one piece of text: time and again all places of the pair that comes first in
 * the order of merges, from left to right, until no pair of neighbours is merged.
 *
 * <p>A short piece is swept once for each merge. A long one is a linked list with a queue of its
 * pairs, so that n tokens take n log n steps, however many merges there are. It keeps arrays
 * between pieces; each thread needs its own.
 */
final class PieceMerger {
    private static final int LONGEST_SWEPT = 128;
    private static final int STALE = -1;

    private final MergeTable table;
    private final int[] ranks = new int[LONGEST_SWEPT]; // of each token and the one after it

    PieceMerger(MergeTable table) {
        this.table = table;
    }

    /**
     * Merges tokens in their array.
     *
     * @param tokens the piece begins at start
     * @param start the first token
     * @param end the index after the last
     * @return the index after the last token that is left
     */
    int merge(int[] tokens, int start, int end) {
        int length = end - start;
        return start
                + (length <= LONGEST_SWEPT
                        ? sweep(tokens, start, length)
                        : queue(tokens, start, length));
    }

    private int sweep(int[] tokens, int start, int length) {
        Arrays.fill(ranks, 0, length, STALE);
        while (true) {
            int best = MergeTable.NONE;
            for (int i = 0; i + 1 < length; i++) {
                if (ranks[i] == STALE) {
                    ranks[i] = table.rank(tokens[start + i], tokens[start + i + 1]);
                }
                best = Math.min(best, ranks[i]);
            }
            if (best == MergeTable.NONE) {
                return length;
            }
            ranks[length - 1] = MergeTable.NONE; // the last token has none after it
            length = replace(tokens, start, length, best);
        }
    }

    /** Replaces all places of one pair; ranks that are no longer true become stale. */
    private int replace(int[] tokens, int start, int length, int rank) {
        int out = 0;
        for (int in = 0; in < length; in++, out++) {
            if (ranks[in] == rank) {
                tokens[start + out] = table.made(rank);
                ranks[out] = STALE;
                if (out > 0) {
                    ranks[out - 1] = STALE;
                }
                in++;
            } else {
                tokens[start + out] = tokens[start + in];
                ranks[out] = ranks[in];
            }
        }
        return out;
    }

    private int queue(int[] tokens, int start, int length) {
        var list = new LinkedTokens(Arrays.copyOfRange(tokens, start, start + length));
        var queue = new PriorityQueue<Long>(); // rank, then place
        for (int i = 0; i < length; i++) {
            list.offer(i, queue);
        }
        List<Long> fresh = new ArrayList<>(); // pairs with a merged token, for later rounds
        while (!queue.isEmpty()) {
            long first = queue.remove();
            list.merge((int) first, (int) (first >>> Integer.SIZE), fresh);
            boolean isRoundOver =
                    queue.isEmpty() || queue.peek() >>> Integer.SIZE != first >>> Integer.SIZE;
            if (isRoundOver) {
                queue.addAll(fresh);
                fresh.clear();
            }
        }
        return list.copyTo(tokens, start);
    }

    /** Tokens from which some in the middle are taken away. */
    private final class LinkedTokens {
        private static final int GONE = -1;

        private final int[] tokens;
        private final int[] next;
        private final int[] previous;

        LinkedTokens(int[] tokens) {
            this.tokens = tokens;
            next = new int[tokens.length];
            previous = new int[tokens.length];
            Arrays.setAll(next, i -> i + 1);
            Arrays.setAll(previous, i -> i - 1);
        }

        private int rank(int place) {
            boolean isPair = tokens[place] != GONE && next[place] < tokens.length;
            return isPair ? table.rank(tokens[place], tokens[next[place]]) : MergeTable.NONE;
        }

        /** Adds the pair at a place if it is merged. */
        void offer(int place, Collection<Long> pairs) {
            int rank = rank(place);
            if (rank != MergeTable.NONE) {
                pairs.add((long) rank << Integer.SIZE | place);
            }
        }

        /** Merges the pair at a place, unless it is no longer there. */
        void merge(int place, int rank, List<Long> fresh) {
            if (rank(place) != rank) {
                return;
            }
            int taken = next[place];
            tokens[place] = table.made(rank);
            tokens[taken] = GONE;
            next[place] = next[taken];
            if (next[place] < tokens.length) {
                previous[next[place]] = place;
            }
            offer(place, fresh);
            if (previous[place] >= 0) {
                offer(previous[place], fresh);
            }
        }

        int copyTo(int[] target, int start) {
            int out = start;
            for (int place = 0; place < tokens.length; place = next[place]) {
                target[out++] = tokens[place];
            }
            return out - start;
        }
    }
}
