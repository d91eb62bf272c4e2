package org.chainrule.dsl.symbolic;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import org.chainrule.dsl.error.ChainruleException;

/** Errors of a text, with a caret under the place. */
final class Complaint {
    private static final int WIDTH = 60; // how much of a long text is shown

    private Complaint() {}

    /** An error at a place of a text. */
    static ChainruleException at(
            String text, int place, String mustHold, String found, String mend) {
        int from = Math.max(0, Math.min(place - WIDTH / 2, text.length() - WIDTH));
        int to = Math.min(text.length(), from + WIDTH);
        String before = from > 0 ? "…" : "";
        String line = before + text.substring(from, to) + (to < text.length() ? "…" : "");
        String caret = " ".repeat(before.length() + place - from) + "^";
        return new ChainruleException(
                "expression",
                mustHold,
                found,
                mend + "\n  " + line.replaceAll("\\s", " ") + "\n  " + caret);
    }

    /** The name that is most like a word, if one is at all. */
    static Optional<String> nearest(String word, Collection<String> names) {
        return names.stream()
                .filter(name -> distance(word, name) <= Math.max(1, word.length() / 3))
                .min(
                        Comparator.<String>comparingInt(name -> distance(word, name))
                                .thenComparing(name -> -shared(word, name)));
    }

    /** How many letters two words begin with alike. */
    private static int shared(String a, String b) {
        int shared = 0;
        while (shared < Math.min(a.length(), b.length()) && a.charAt(shared) == b.charAt(shared)) {
            shared++;
        }
        return shared;
    }

    /** How many letters must be put in, left out or changed to make one word of the other. */
    private static int distance(String a, String b) {
        int[] before = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            before[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] now = new int[b.length() + 1];
            now[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int changed = before[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                now[j] = Math.min(changed, 1 + Math.min(before[j], now[j - 1]));
            }
            before = now;
        }
        return before[b.length()];
    }
}
