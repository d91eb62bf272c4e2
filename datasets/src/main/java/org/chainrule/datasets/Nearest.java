package org.chainrule.datasets;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The known word that a user most likely meant. */
public final class Nearest {
    private Nearest() {}

    /** The word with the smallest edit distance, if that is at most half the longer word. */
    public static Optional<String> to(String typed, Collection<String> words) {
        return several(typed, words, 1).stream().findFirst();
    }

    /** The words with the smallest edit distances, nearest first, if there are that near. */
    public static List<String> several(String typed, Collection<String> words, int most) {
        String lower = typed.toLowerCase(Locale.ROOT);
        return words.stream()
                .distinct()
                .filter(w -> isNear(lower, w))
                .sorted(Comparator.comparingInt(w -> distance(lower, w.toLowerCase(Locale.ROOT))))
                .limit(most)
                .toList();
    }

    private static boolean isNear(String lower, String word) {
        int length = Math.max(lower.length(), word.length());
        return 2 * distance(lower, word.toLowerCase(Locale.ROOT)) <= length;
    }

    /** Levenshtein's distance: the fewest insertions, deletions and replacements. */
    static int distance(String a, String b) {
        var row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
