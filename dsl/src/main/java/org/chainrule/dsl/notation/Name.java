package org.chainrule.dsl.notation;

import java.text.Normalizer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The parts of a name: {@code dx̂₁′} is d before x with a hat, the index 1 and a prime.
 *
 * @param before d, ∂ or δ, or nothing
 * @param base a letter or a word
 * @param accent a combining accent, or nothing
 * @param index digits, letters or a time, such as ij or t−1, or nothing
 * @param after ² or primes, or nothing
 */
record Name(String before, String base, String accent, String index, String after) {
    private static final String LOWERED = "₀₁₂₃₄₅₆₇₈₉₊₋ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ";
    private static final Pattern PARTS =
            Pattern.compile(
                    "(?<before>[d∂δ](?=[^"
                            + LOWERED
                            + "²′][\u0302\u0303\u0304]?["
                            + LOWERED
                            + "]*[²′]*$|[^\\x00-\\x7F"
                            + LOWERED
                            + "²′]))?"
                            + "(?<base>.+?)(?<accent>[\u0302\u0303\u0304])?"
                            + "(?<index>["
                            + LOWERED
                            + "]+)?(?<after>[²′]+)?");

    /** Takes a name apart. */
    static Name of(String name) {
        Matcher parts = PARTS.matcher(Normalizer.normalize(name, Normalizer.Form.NFD));
        if (!parts.matches()) {
            return new Name("", name, "", "", "");
        }
        StringBuilder index = new StringBuilder();
        part(parts, "index").chars().forEach(c -> index.append(Raised.plain((char) c)));
        return new Name(
                part(parts, "before"),
                part(parts, "base"),
                part(parts, "accent"),
                index.toString(),
                part(parts, "after"));
    }

    private static String part(Matcher parts, String group) {
        String part = parts.group(group);
        return part == null ? "" : part;
    }

    /** Whether the base is a single letter, which is set in italics. */
    boolean isLetter() {
        return base.codePointCount(0, base.length()) == 1;
    }
}
