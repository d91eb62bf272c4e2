package org.chainrule.datasets;

import java.util.Objects;

/**
 * A text as tokens, which lie in memory or in a file: what windows are cut from.
 *
 * <pre>{@code
 * Tokens tokens = Tokens.of(3, 1, 4, 1, 5);
 * int[] some = new int[3];
 * tokens.copy(1, some);            // 1, 4, 1
 * }</pre>
 */
public interface Tokens {
    /**
     * How many there are.
     *
     * @return n, at least 0
     */
    long length();

    /**
     * Copies tokens that follow each other; several threads may do so at once.
     *
     * @param from the index of the first
     * @param to is filled
     * @throws IndexOutOfBoundsException if there are not so many
     * @throws org.chainrule.dsl.error.ChainruleException if they lie in a file that cannot be read
     */
    void copy(long from, int[] to);

    /**
     * Some of these tokens.
     *
     * @param from the index of the first
     * @param to the index after the last
     * @return a view, not a copy
     * @throws IndexOutOfBoundsException if there are not so many
     */
    default Tokens part(long from, long to) {
        Objects.checkFromToIndex(from, to, length());
        Tokens whole = this;
        return new Tokens() {
            @Override
            public long length() {
                return to - from;
            }

            @Override
            public void copy(long start, int[] target) {
                Objects.checkFromIndexSize(start, target.length, length());
                whole.copy(from + start, target);
            }
        };
    }

    /**
     * Tokens in memory.
     *
     * @param tokens the text; copied
     * @return a view of the copy
     */
    static Tokens of(int... tokens) {
        return new ArrayTokens(tokens.clone());
    }
}
