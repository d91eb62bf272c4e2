package org.chainrule.datasets;

/** How an error message names a character: {@code 'é' (U+00E9 LATIN ... WITH ACUTE)}. */
final class CharacterName {
    private CharacterName() {}

    static String of(int codePoint) {
        String name = Character.getName(codePoint);
        String code = "U+%04X".formatted(codePoint) + (name == null ? "" : " " + name);
        return visible(codePoint) ? "'" + Character.toString(codePoint) + "' (" + code + ")" : code;
    }

    private static boolean visible(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.PRIVATE_USE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SPACE_SEPARATOR,
                    Character.NON_SPACING_MARK,
                    Character.ENCLOSING_MARK ->
                    false;
            default -> true;
        };
    }
}
