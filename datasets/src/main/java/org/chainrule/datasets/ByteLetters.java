package org.chainrule.datasets;

import java.util.Arrays;

/**
 * GPT-2's letters for bytes: files of tokens write each byte as one visible character.
 *
 * <p>A byte that Latin-1 prints, such as {@code a} or {@code é}, is written as that character; the
 * 68 others, in order, as U+0100 and on, so that a space is {@code Ġ} and a new line {@code Ċ}.
 */
final class ByteLetters {
    private static final int BYTES = 256;
    private static final char FIRST_OTHER = '\u0100';
    private static final char[] LETTERS = letters(); // by byte
    private static final int[] VALUES = values(); // by letter, -1 where it is none

    private ByteLetters() {}

    private static char[] letters() {
        char[] letters = new char[BYTES];
        char other = FIRST_OTHER;
        for (int value = 0; value < BYTES; value++) {
            letters[value] = isPrinted(value) ? (char) value : other++;
        }
        return letters;
    }

    private static boolean isPrinted(int latin) {
        boolean isSoftHyphen = latin == 0xAD;
        return (latin > ' ' && latin <= '~') || (latin > 0xA0 && !isSoftHyphen);
    }

    private static int[] values() {
        int[] values = new int[FIRST_OTHER + BYTES];
        Arrays.fill(values, -1);
        for (int value = 0; value < BYTES; value++) {
            values[LETTERS[value]] = value;
        }
        return values;
    }

    static char letter(int value) {
        return LETTERS[value];
    }

    /** The bytes in the order of their letters, which is the order of GPT-2's first tokens. */
    static int[] byLetter() {
        return Arrays.stream(VALUES).filter(value -> value >= 0).toArray();
    }

    static boolean areLetters(String text) {
        return text.chars().allMatch(c -> c < VALUES.length && VALUES[c] >= 0);
    }

    /** The bytes that letters stand for. */
    static byte[] bytes(String letters) {
        byte[] bytes = new byte[letters.length()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) VALUES[letters.charAt(i)];
        }
        return bytes;
    }
}
