package org.chainrule.dsl.notation;

/** Characters that stand raised or lowered in a line of text: x², a₁. */
public final class Raised {
    private static final String PLAIN = "0123456789+−-=()abcdefghijklmnoprstuvwxyzT′";
    private static final String RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᵀ′";
    private static final String LOWERED = "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐ\0\0\0ₑ\0\0ₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥ\0ₓ\0\0\0\0";

    private Raised() {}

    /** Whether a character is raised. A prime is not: it stands raised by itself. */
    public static boolean isRaised(char character) {
        return character != '′' && RAISED.indexOf(character) >= 0;
    }

    /** Whether a character is lowered. */
    public static boolean isLowered(char character) {
        return character != 0 && LOWERED.indexOf(character) >= 0;
    }

    /** The plain character for one that is raised or lowered. */
    public static char plain(char character) {
        int place = RAISED.indexOf(character);
        return PLAIN.charAt(place >= 0 ? place : LOWERED.indexOf(character));
    }

    /** An exponent in raised characters; null where one is missing, or words would run together. */
    static String raise(String part) {
        return move(part, RAISED);
    }

    /** An index in lowered characters; null likewise. */
    static String lower(String part) {
        return move(part, LOWERED);
    }

    private static String move(String part, String characters) {
        String close = part.replace(" ", "");
        boolean isWord = close.matches(".*[a-z]{2}.*"); // e^(ax), e^(sin x)
        StringBuilder moved = new StringBuilder();
        for (int i = 0; i < close.length(); i++) {
            int place = PLAIN.indexOf(close.charAt(i));
            if (place < 0 || characters.charAt(place) == 0 || isWord) {
                return null;
            }
            moved.append(characters.charAt(place));
        }
        return moved.toString();
    }
}
