package org.chainrule.datasets;

import java.lang.Character.UnicodeBlock;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The names of the characters that this JDK knows, one a line, in the order of their code points.
 *
 * <p>Left out are ideographs, the blocks of syllables, and names that are a fixed phrase and the
 * code point, such as PRIVATE USE AREA E000: they would fill nine tenths of the text.
 */
final class UnicodeNames {
    private UnicodeNames() {}

    static String text() {
        return IntStream.rangeClosed(Character.MIN_CODE_POINT, Character.MAX_CODE_POINT)
                .filter(UnicodeNames::isSpelledOut)
                .mapToObj(codePoint -> Character.getName(codePoint) + "\n")
                .collect(Collectors.joining());
    }

    private static boolean isSpelledOut(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.UNASSIGNED, Character.PRIVATE_USE, Character.SURROGATE -> false;
            default ->
                    !Character.isIdeographic(codePoint)
                            && !UnicodeBlock.of(codePoint).toString().contains("SYLLAB")
                            && !isNumbered(codePoint);
        };
    }

    /** Whether the name ends with the code point, as in EGYPTIAN HIEROGLYPH-13460. */
    private static boolean isNumbered(int codePoint) {
        String name = Character.getName(codePoint);
        String number = Integer.toHexString(codePoint).toUpperCase(Locale.ROOT);
        return name.endsWith(" " + number) || name.endsWith("-" + number);
    }
}
