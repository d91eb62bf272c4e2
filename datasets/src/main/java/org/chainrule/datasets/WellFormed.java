package org.chainrule.datasets;

import org.chainrule.dsl.error.ChainruleException;

/** Refuses strings with half of a surrogate pair: they cannot be written as UTF-8. */
final class WellFormed {
    private WellFormed() {}

    static void require(String where, String text) {
        for (int i = 0; i < text.length(); ) {
            int codePoint = text.codePointAt(i);
            if (Character.getType(codePoint) == Character.SURROGATE) {
                throw new ChainruleException(
                        where,
                        "text must be whole Unicode characters",
                        "but %s at index %d is half of a pair"
                                .formatted(CharacterName.of(codePoint), i),
                        "Cut strings between code points, for example with offsetByCodePoints.");
            }
            i += Character.charCount(codePoint);
        }
    }
}
