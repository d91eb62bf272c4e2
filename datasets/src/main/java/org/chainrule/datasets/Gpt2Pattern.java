package org.chainrule.datasets;

/**
 * Cuts UTF-8 bytes into GPT-2's pieces, inside which byte pairs are merged: the matches, one after
 * the other, of
 *
 * <pre>
 * 's|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+
 * </pre>
 *
 * <p>A word, a number or a run of other signs takes one space before it along; of a longer run of
 * white space only the last character is left to what follows. A byte that is not UTF-8 counts as
 * another sign. What a letter and a number is, the JVM's version of Unicode says.
 *
 * <p>Radford et al., "Language Models are Unsupervised Multitask Learners", 2019, and its code.
 */
final class Gpt2Pattern {
    private static final int ASCII = 128;
    private static final int INVALID = -1;
    private static final int LETTERS =
            1 << Character.UPPERCASE_LETTER
                    | 1 << Character.LOWERCASE_LETTER
                    | 1 << Character.TITLECASE_LETTER
                    | 1 << Character.MODIFIER_LETTER
                    | 1 << Character.OTHER_LETTER;
    private static final int NUMBERS =
            1 << Character.DECIMAL_DIGIT_NUMBER
                    | 1 << Character.LETTER_NUMBER
                    | 1 << Character.OTHER_NUMBER;
    private static final int SEPARATORS =
            1 << Character.SPACE_SEPARATOR
                    | 1 << Character.LINE_SEPARATOR
                    | 1 << Character.PARAGRAPH_SEPARATOR;
    private static final Kind[] ASCII_KINDS = asciiKinds();

    private final byte[] text;

    private enum Kind {
        LETTER,
        NUMBER,
        SPACE,
        OTHER
    }

    Gpt2Pattern(byte[] text) {
        this.text = text;
    }

    private static Kind[] asciiKinds() {
        Kind[] kinds = new Kind[ASCII];
        for (int character = 0; character < ASCII; character++) {
            kinds[character] = kindOf(character);
        }
        return kinds;
    }

    /**
     * Where the piece that begins at an index ends.
     *
     * @param start from 0 to the number of bytes, without it
     * @return the index after the piece, above start
     */
    int end(int start) {
        int contraction = contraction(start);
        if (contraction > 0) {
            return start + contraction;
        }
        boolean takesSpace =
                text[start] == ' ' && start + 1 < text.length && kind(start + 1) != Kind.SPACE;
        int first = takesSpace ? start + 1 : start;
        Kind kind = kind(first);
        if (kind != Kind.SPACE) {
            return runEnd(first, kind);
        }
        int last = start;
        int end = start;
        while (end < text.length && kind(end) == Kind.SPACE) {
            last = end;
            end += size(end);
        }
        return end == text.length || last == start ? end : last;
    }

    /** How long the English contraction at an index is, 0 if there is none. */
    private int contraction(int start) {
        if (text[start] != '\'' || start + 1 == text.length) {
            return 0;
        }
        return switch (text[start + 1]) {
            case 's', 't', 'm', 'd' -> 2;
            case 'r', 'v' -> isAt(start + 2, 'e') ? 3 : 0;
            case 'l' -> isAt(start + 2, 'l') ? 3 : 0;
            default -> 0;
        };
    }

    private boolean isAt(int index, char letter) {
        return index < text.length && text[index] == letter;
    }

    private int runEnd(int start, Kind kind) {
        int end = start;
        while (end < text.length && kind(end) == kind) {
            end += size(end);
        }
        return end;
    }

    private Kind kind(int index) {
        return text[index] >= 0 ? ASCII_KINDS[text[index]] : kindOf(codePoint(index));
    }

    private static Kind kindOf(int codePoint) {
        if (codePoint == INVALID) {
            return Kind.OTHER;
        }
        int type = 1 << Character.getType(codePoint);
        if ((type & LETTERS) != 0) {
            return Kind.LETTER;
        }
        if ((type & NUMBERS) != 0) {
            return Kind.NUMBER;
        }
        boolean isControlSpace = (codePoint >= '\t' && codePoint <= '\r') || codePoint == 0x85;
        return isControlSpace || (type & SEPARATORS) != 0 ? Kind.SPACE : Kind.OTHER;
    }

    /** How many bytes the character at an index has, 1 if it is not UTF-8. */
    private int size(int index) {
        if (text[index] >= 0) {
            return 1;
        }
        int codePoint = codePoint(index);
        if (codePoint == INVALID) {
            return 1;
        }
        return codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
    }

    /** The character beyond ASCII at an index, as the Unicode standard's table 3-7 allows it. */
    private int codePoint(int index) {
        int first = Byte.toUnsignedInt(text[index]);
        if (first < 0xC2 || first > 0xF4) {
            return INVALID;
        }
        int more = first < 0xE0 ? 1 : first < 0xF0 ? 2 : 3;
        int codePoint = first & (0x3F >> more);
        for (int i = index + 1; i <= index + more; i++) {
            if (i >= text.length || (text[i] & 0xC0) != 0x80) {
                return INVALID;
            }
            codePoint = (codePoint << 6) | (text[i] & 0x3F);
        }
        boolean isTooShort = (more == 2 && codePoint < 0x800) || (more == 3 && codePoint < 0x10000);
        boolean isSurrogate = codePoint >= 0xD800 && codePoint < 0xE000;
        return isTooShort || isSurrogate || codePoint > Character.MAX_CODE_POINT
                ? INVALID
                : codePoint;
    }
}
