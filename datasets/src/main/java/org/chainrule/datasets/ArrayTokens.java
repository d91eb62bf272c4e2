package org.chainrule.datasets;

import java.util.Objects;

/**
 * Tokens in memory.
 *
 * @param values is not copied, and nobody changes it
 */
record ArrayTokens(int[] values) implements Tokens {
    @Override
    public long length() {
        return values.length;
    }

    @Override
    public void copy(long from, int[] to) {
        Objects.checkFromIndexSize(from, to.length, values.length);
        System.arraycopy(values, (int) from, to, 0, to.length);
    }
}
