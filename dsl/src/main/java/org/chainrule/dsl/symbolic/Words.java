package org.chainrule.dsl.symbolic;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The words that letters may form: names of functions and constants. */
final class Words {
    /** Greek letters by their names; not those that are functions. */
    static final Map<String, String> GREEK =
            Map.ofEntries(
                    Map.entry("alpha", "α"),
                    Map.entry("beta", "β"),
                    Map.entry("gamma", "γ"),
                    Map.entry("delta", "δ"),
                    Map.entry("epsilon", "ε"),
                    Map.entry("theta", "θ"),
                    Map.entry("lambda", "λ"),
                    Map.entry("mu", "μ"),
                    Map.entry("rho", "ρ"),
                    Map.entry("sigma", "σ"),
                    Map.entry("tau", "τ"),
                    Map.entry("omega", "ω"));

    /** All words of more than one letter, the longest first. */
    private static final List<String> LONG = words();

    private Words() {}

    private static List<String> words() {
        Set<String> all = new TreeSet<>(ScalarFunction.names());
        all.addAll(List.of("pi", "sqrt", "exp", "if"));
        all.addAll(GREEK.keySet());
        return all.stream()
                .filter(word -> word.length() > 1)
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    /** The longest word that begins at a place, or the letter there. */
    static String at(String text, int place) {
        return LONG.stream()
                .filter(word -> text.startsWith(word, place))
                .findFirst()
                .orElseGet(() -> text.substring(place, place + 1));
    }

    /** Whether letters that stand side by side would be read as a word. */
    static boolean endWithAny(String letters) {
        return LONG.stream().anyMatch(letters::endsWith);
    }

    /** Whether a word is applied to what follows. */
    static boolean isFunction(String word) {
        return word.equals("sqrt") || word.equals("exp") || ScalarFunction.names().contains(word);
    }
}
