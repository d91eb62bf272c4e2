package org.chainrule.trainers;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.chainrule.datasets.Corpus;
import org.chainrule.datasets.TextData;

/** A small text that a small network learns something of: sentences of random words. */
public final class Sentences {
    private static final int LENGTH = 6_000;
    private static final int WORDS_A_SENTENCE = 6;
    private static final List<String> WORDS =
            List.of(
                    "the", "quick", "brown", "fox", "jumps", "over", "a", "lazy", "dog", "and",
                    "some", "more", "words", "to", "learn", "from");

    private Sentences() {}

    /** Lines of lower-case letters, blanks and full stops. */
    public static String text() {
        var random = new SplittableRandom(1);
        var text = new StringBuilder();
        while (text.length() < LENGTH) {
            text.append(
                            Stream.generate(() -> WORDS.get(random.nextInt(WORDS.size())))
                                    .limit(WORDS_A_SENTENCE)
                                    .collect(Collectors.joining(" ")))
                    .append(".\n");
        }
        return text.toString();
    }

    /** The text as tokens. */
    static TextData data() {
        return TextData.of(new Corpus("sentences", text()));
    }
}
