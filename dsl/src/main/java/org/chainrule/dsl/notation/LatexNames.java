package org.chainrule.dsl.notation;

import java.text.Normalizer;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names as LaTeX writes them: Greek letters, accents, indices, words. */
final class LatexNames {
    private static final Map<Character, String> LETTERS =
            Map.ofEntries(
                    Map.entry('α', "\\alpha"),
                    Map.entry('β', "\\beta"),
                    Map.entry('γ', "\\gamma"),
                    Map.entry('δ', "\\delta"),
                    Map.entry('ε', "\\varepsilon"),
                    Map.entry('η', "\\eta"),
                    Map.entry('θ', "\\theta"),
                    Map.entry('λ', "\\lambda"),
                    Map.entry('μ', "\\mu"),
                    Map.entry('π', "\\pi"),
                    Map.entry('ρ', "\\rho"),
                    Map.entry('σ', "\\sigma"),
                    Map.entry('τ', "\\tau"),
                    Map.entry('φ', "\\varphi"),
                    Map.entry('ω', "\\omega"),
                    Map.entry('ℓ', "\\ell"),
                    Map.entry('Φ', "\\Phi"),
                    Map.entry('Δ', "\\Delta"),
                    Map.entry('Σ', "\\Sigma"),
                    Map.entry('Ω', "\\Omega"),
                    Map.entry('∂', "\\partial"),
                    Map.entry('∇', "\\nabla"),
                    Map.entry('∞', "\\infty"),
                    Map.entry('′', "\\prime"),
                    Map.entry('−', "-"));
    private static final Map<Character, String> ACCENTS =
            Map.of('\u0302', "\\hat", '\u0304', "\\bar", '\u0303', "\\tilde");
    private static final Set<String> FUNCTIONS =
            Set.of(
                    "sin", "cos", "tan", "sec", "csc", "cot", "sinh", "cosh", "tanh", "exp", "ln",
                    "log", "max", "min");
    private static final String LOWERED = "₀₁₂₃₄₅₆₇₈₉";
    private static final Pattern INDEXED =
            Pattern.compile("(?<name>.+?)(?<index>[" + LOWERED + "]+)");
    private static final Pattern GRADIENT = Pattern.compile("d(?<name>.|[^a-zA-Z0-9].*)");

    private LatexNames() {}

    static String of(String name) {
        Matcher indexed = INDEXED.matcher(name);
        if (indexed.matches()) {
            StringBuilder index = new StringBuilder();
            indexed.group("index").chars().forEach(c -> index.append(LOWERED.indexOf(c)));
            return of(indexed.group("name")) + "_{" + index + "}";
        }
        if (name.matches("′+")) {
            return "\\prime".repeat(name.length());
        }
        String apart = Normalizer.normalize(name, Normalizer.Form.NFD);
        if (apart.length() == 2 && ACCENTS.containsKey(apart.charAt(1))) {
            return ACCENTS.get(apart.charAt(1)) + "{" + of(apart.substring(0, 1)) + "}";
        }
        if (name.length() == 1) {
            return LETTERS.getOrDefault(name.charAt(0), escaped(name));
        }
        if (FUNCTIONS.contains(name)) {
            return "\\" + name;
        }
        Matcher gradient = GRADIENT.matcher(apart);
        if (gradient.matches()) {
            return "d" + of(Normalizer.normalize(gradient.group("name"), Normalizer.Form.NFC));
        }
        return "\\mathrm{" + escaped(name) + "}";
    }

    static String escaped(String text) {
        return text.replaceAll("([_#%&{}$])", "\\\\$1");
    }
}
