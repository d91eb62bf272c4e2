package org.chainrule.datasets;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.IntConsumer;
import org.chainrule.dsl.error.ChainruleException;

/**
 * Learns merges. Each different word is kept once, with its count; a merge visits only the words
 * that hold the pair, and changes only the counts of pairs beside it.
 */
final class BytePairTrainer {
    private static final BytePairs.Origin ORIGIN =
            new BytePairs.Origin(
                    "BytePairTokenizer", "BytePairTokenizer", "merge", 1, "Train it again.");
    private static final int RAREST = 2; // a pair that occurs once is no pattern

    private final Map<String, Integer> numbers = new LinkedHashMap<>();
    private final List<String> tokens = new ArrayList<>();
    private final Map<Long, Occurrences> pairs = new HashMap<>();
    private final PriorityQueue<Candidate> queue = new PriorityQueue<>(Candidate.ORDER);

    /** A word of the text as the tokens that it is now. */
    private static final class Word {
        private final long count;
        private final int[] tokens; // the first length of them
        private int length;

        Word(long count, int[] tokens) {
            this.count = count;
            this.tokens = tokens;
            length = tokens.length;
        }
    }

    /** How often a pair occurs, and in which words; some of them may no longer hold it. */
    private static final class Occurrences {
        private final List<Word> words = new ArrayList<>();
        private long count;

        void add(Word word) {
            if (words.isEmpty() || words.get(words.size() - 1) != word) {
                words.add(word);
            }
        }
    }

    /** A pair with a count that it had; it may have become rarer since. */
    private record Candidate(long pair, long count) {
        private static final Comparator<Candidate> ORDER =
                Comparator.comparingLong(Candidate::count)
                        .reversed()
                        .thenComparingLong(Candidate::pair);
    }

    private BytePairTrainer() {
        for (int value : ByteLetters.byLetter()) {
            token(String.valueOf(ByteLetters.letter(value)));
        }
    }

    static BytePairs train(String text, int merges, IntConsumer progress) {
        if (merges < 1) {
            throw new ChainruleException(
                    "BytePairTokenizer.train",
                    "merges must be at least 1",
                    "but it is " + merges,
                    "Try 1000, or use a ByteTokenizer for none.");
        }
        if (text.isEmpty()) {
            throw new ChainruleException(
                    "BytePairTokenizer.train",
                    "the text must hold at least one character",
                    "but it is empty",
                    "Give the text that the model will be trained on.");
        }
        WellFormed.require("BytePairTokenizer.train", text);
        return new BytePairTrainer().learn(text.getBytes(StandardCharsets.UTF_8), merges, progress);
    }

    private BytePairs learn(byte[] text, int most, IntConsumer progress) {
        count(text);
        pairs.forEach((pair, found) -> queue.add(new Candidate(pair, found.count)));
        List<String> merges = new ArrayList<>();
        for (Candidate best = next(); best != null && merges.size() < most; best = next()) {
            String left = tokens.get(MergeTable.left(best.pair));
            String right = tokens.get(MergeTable.right(best.pair));
            merges.add(left + " " + right);
            merge(best.pair, token(left + right));
            progress.accept(merges.size());
        }
        return new BytePairs(numbers, merges, ORIGIN);
    }

    /** The number of a token, a new one if there is none yet. */
    private int token(String letters) {
        Integer known = numbers.putIfAbsent(letters, tokens.size());
        if (known != null) {
            return known;
        }
        tokens.add(letters);
        return tokens.size() - 1;
    }

    private void count(byte[] text) {
        Map<ByteBuffer, Long> words = new LinkedHashMap<>();
        Gpt2Pattern pattern = new Gpt2Pattern(text);
        int end;
        for (int start = 0; start < text.length; start = end) {
            end = pattern.end(start);
            words.merge(ByteBuffer.wrap(text, start, end - start), 1L, Long::sum);
        }
        int[] ofBytes = new int[ByteTokenizer.BYTES];
        Arrays.setAll(ofBytes, value -> numbers.get(String.valueOf(ByteLetters.letter(value))));
        words.forEach((bytes, count) -> count(new Word(count, tokensOf(bytes, ofBytes))));
    }

    private static int[] tokensOf(ByteBuffer bytes, int[] ofBytes) {
        int[] tokens = new int[bytes.remaining()];
        Arrays.setAll(tokens, i -> ofBytes[Byte.toUnsignedInt(bytes.get(bytes.position() + i))]);
        return tokens;
    }

    private void count(Word word) {
        for (int i = 0; i + 1 < word.length; i++) {
            more(word.tokens[i], word.tokens[i + 1], word);
        }
    }

    private long more(int left, int right, Word word) {
        long pair = MergeTable.pair(left, right);
        Occurrences found = pairs.computeIfAbsent(pair, p -> new Occurrences());
        found.count += word.count;
        found.add(word);
        return pair;
    }

    private void fewer(int left, int right, Word word) {
        pairs.get(MergeTable.pair(left, right)).count -= word.count;
    }

    /** The most frequent pair, or null if none is frequent. */
    private Candidate next() {
        while (!queue.isEmpty()) {
            Candidate candidate = queue.remove();
            Occurrences found = pairs.get(candidate.pair);
            if (found == null || found.count < RAREST) {
                continue;
            }
            if (found.count == candidate.count) {
                return candidate;
            }
            if (found.count < candidate.count) {
                queue.add(new Candidate(candidate.pair, found.count));
            }
        }
        return null;
    }

    private void merge(long pair, int made) {
        Set<Long> risen = new HashSet<>();
        for (Word word : pairs.get(pair).words) {
            merge(word, MergeTable.left(pair), MergeTable.right(pair), made, risen);
        }
        pairs.remove(pair);
        risen.remove(pair);
        for (long neighbour : risen) {
            queue.add(new Candidate(neighbour, pairs.get(neighbour).count));
        }
    }

    /** Merges a pair in one word; each place makes its neighbours' pairs other pairs. */
    private void merge(Word word, int left, int right, int made, Set<Long> risen) {
        int[] tokens = word.tokens;
        int out = 0; // never after in
        int in = 0;
        while (in < word.length) {
            boolean isPlace = tokens[in] == left && in + 1 < word.length && tokens[in + 1] == right;
            if (!isPlace) {
                tokens[out++] = tokens[in++];
                continue;
            }
            if (out > 0) {
                fewer(tokens[out - 1], left, word);
                risen.add(more(tokens[out - 1], made, word));
            }
            if (in + 2 < word.length) {
                fewer(right, tokens[in + 2], word);
                risen.add(more(made, tokens[in + 2], word));
            }
            tokens[out++] = made;
            in += 2;
        }
        word.length = out;
    }
}
