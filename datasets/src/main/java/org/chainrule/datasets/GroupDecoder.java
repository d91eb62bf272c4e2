package org.chainrule.datasets;

import java.util.Arrays;

/**
 * Decodes tokens together with those before them, because what a token says may depend on them: a
 * space before a word, or the first bytes of a character.
 */
final class GroupDecoder implements TextDecoder {
    private static final String INCOMPLETE = "\uFFFD";

    private final Tokenizer tokenizer;
    private int[] told = {}; // the last tokens whose text is complete
    private int[] fresh = {}; // those after them

    GroupDecoder(Tokenizer tokenizer) {
        this.tokenizer = tokenizer;
    }

    @Override
    public String next(int... tokens) {
        fresh = joined(fresh, tokens);
        String text = tokenizer.decode(joined(told, fresh));
        return text.endsWith(INCOMPLETE) ? "" : told(text);
    }

    @Override
    public String end() {
        String rest = told(tokenizer.decode(joined(told, fresh)));
        told = new int[0];
        return rest;
    }

    private String told(String text) {
        String known = tokenizer.decode(told);
        told = fresh.length == 0 ? told : fresh;
        fresh = new int[0];
        return text.substring(Math.min(known.length(), text.length()));
    }

    private static int[] joined(int[] first, int[] second) {
        int[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
