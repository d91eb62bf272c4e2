package org.chainrule.datasets;

/**
 * The decoder of a tokenizer whose tokens are whole characters: nothing is ever left over.
 *
 * @param tokenizer gives the text of each token
 */
record WholeTextDecoder(Tokenizer tokenizer) implements TextDecoder {
    @Override
    public String next(int... tokens) {
        return tokenizer.decode(tokens);
    }

    @Override
    public String end() {
        return "";
    }
}
