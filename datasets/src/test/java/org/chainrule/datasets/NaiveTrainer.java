package org.chainrule.datasets;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Byte-pair training as one writes it down: all pairs are counted anew for each merge. */
final class NaiveTrainer {
    private static final Pattern WORDS =
            Pattern.compile(
                    "'(s|t|re|ve|m|ll|d)| ?\\p{L}+| ?\\p{N}+|"
                            + " ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+",
                    Pattern.UNICODE_CHARACTER_CLASS);

    private record Pair(String left, String right) {}

    private NaiveTrainer() {}

    static List<String> merges(String text, int most) {
        List<List<String>> words =
                WORDS.matcher(text).results().map(word -> letters(word.group())).toList();
        List<String> numbered = new ArrayList<>(alphabet());
        List<String> merges = new ArrayList<>();
        while (merges.size() < most) {
            Map<Pair, Long> counts =
                    words.stream()
                            .flatMap(NaiveTrainer::pairs)
                            .collect(
                                    Collectors.groupingBy(
                                            Function.identity(), Collectors.counting()));
            Comparator<Pair> order =
                    Comparator.<Pair>comparingLong(pair -> -counts.get(pair))
                            .thenComparing(pair -> numbered.indexOf(pair.left))
                            .thenComparing(pair -> numbered.indexOf(pair.right));
            Pair best = counts.keySet().stream().min(order).orElse(null);
            if (best == null || counts.get(best) < 2) {
                break;
            }
            merges.add(best.left + " " + best.right);
            if (!numbered.contains(best.left + best.right)) {
                numbered.add(best.left + best.right);
            }
            words = words.stream().map(word -> merged(word, best)).toList();
        }
        return merges;
    }

    private static Stream<Pair> pairs(List<String> word) {
        return IntStream.range(1, word.size())
                .mapToObj(i -> new Pair(word.get(i - 1), word.get(i)));
    }

    private static List<String> merged(List<String> word, Pair pair) {
        List<String> merged = new ArrayList<>();
        for (int i = 0; i < word.size(); i++) {
            boolean isPair =
                    i + 1 < word.size()
                            && word.get(i).equals(pair.left)
                            && word.get(i + 1).equals(pair.right);
            merged.add(isPair ? pair.left + pair.right : word.get(i));
            i += isPair ? 1 : 0;
        }
        return merged;
    }

    private static List<String> letters(String word) {
        List<String> letters = new ArrayList<>();
        for (byte value : word.getBytes(StandardCharsets.UTF_8)) {
            letters.add(letter(Byte.toUnsignedInt(value)));
        }
        return letters;
    }

    private static String letter(int value) {
        int letter =
                value <= 0x20
                        ? 0x100 + value
                        : value >= 0x7F && value <= 0xA0
                                ? 0x121 + value - 0x7F
                                : value == 0xAD ? 0x143 : value;
        return String.valueOf((char) letter);
    }

    private static List<String> alphabet() {
        return IntStream.range(0, 256).mapToObj(NaiveTrainer::letter).sorted().toList();
    }
}
