package org.chainrule.datasets;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.chainrule.dsl.error.ChainruleException;

/**
 * Numbered tokens and the merges that make them, checked to fit each other.
 *
 * <p>A token is a byte, or what a merge makes of two tokens, both written in {@link ByteLetters};
 * or it is special: a mark such as {@code <|endoftext|>}, which no text becomes.
 */
final class BytePairs {
    private final Origin origin;
    private final String[] tokens; // by number
    private final Map<String, Integer> numbers;
    private final int[] ofBytes = new int[ByteTokenizer.BYTES]; // the token of each byte
    private final List<String> merges; // "Ġ t"
    private final long[] pairs;
    private final int[] made;
    private final BitSet special = new BitSet();

    /**
     * Where tokens and merges come from, for errors.
     *
     * @param vocabulary what holds the tokens
     * @param merges what holds the merges
     * @param unit what a merge is there, for example {@code line}
     * @param first the number of the first one
     * @param mend how to mend either
     */
    record Origin(String vocabulary, String merges, String unit, int first, String mend) {}

    /**
     * Tokens and merges that fit.
     *
     * @param vocabulary the number of each token
     * @param merges two tokens with a space between, in their order
     * @param origin where they are from
     * @throws ChainruleException if they do not fit
     */
    BytePairs(Map<String, Integer> vocabulary, List<String> merges, Origin origin) {
        this.origin = origin;
        this.merges = List.copyOf(merges);
        tokens = new String[vocabulary.size()];
        numbers = Map.copyOf(vocabulary);
        pairs = new long[merges.size()];
        made = new int[merges.size()];
        vocabulary.forEach(this::number);
        findBytes();
        findMerges();
        findSpecial();
    }

    private void number(String token, int number) {
        if (number < 0 || number >= tokens.length || tokens[number] != null) {
            throw wrong(
                    origin.vocabulary,
                    "the %d tokens must be numbered from 0 to %d, each number once"
                            .formatted(tokens.length, tokens.length - 1),
                    "but \"%s\" has number %d".formatted(token, number)
                            + (number < 0 || number >= tokens.length
                                    ? ""
                                    : ", as \"%s\" has".formatted(tokens[number])));
        }
        tokens[number] = token;
    }

    private void findBytes() {
        for (int value = 0; value < ofBytes.length; value++) {
            String letter = String.valueOf(ByteLetters.letter(value));
            Integer number = numbers.get(letter);
            if (number == null) {
                throw wrong(
                        origin.vocabulary,
                        "every byte must have a token",
                        "but byte 0x%02X, written \"%s\", has none".formatted(value, letter));
            }
            ofBytes[value] = number;
        }
    }

    private void findMerges() {
        BitSet known = new BitSet();
        Arrays.stream(ofBytes).forEach(known::set);
        Set<String> seen = new HashSet<>();
        for (int rank = 0; rank < pairs.length; rank++) {
            String merge = merges.get(rank);
            int space = merge.indexOf(' ');
            if (space < 1 || space != merge.lastIndexOf(' ') || space == merge.length() - 1) {
                throw wrongMerge(
                        rank,
                        "must be two tokens with a space between",
                        "but it is \"" + merge + "\"");
            }
            if (!seen.add(merge)) {
                throw wrongMerge(
                        rank, "must not be there twice", "but \"" + merge + "\" came before");
            }
            String left = merge.substring(0, space);
            String right = merge.substring(space + 1);
            pairs[rank] = MergeTable.pair(part(rank, left, known), part(rank, right, known));
            made[rank] = inVocabulary(rank, left + right);
            known.set(made[rank]);
        }
    }

    private int part(int rank, String token, BitSet known) {
        int number = inVocabulary(rank, token);
        if (!known.get(number)) {
            throw wrongMerge(
                    rank,
                    "must merge bytes or what merges before it made",
                    "but none made \"" + token + "\"");
        }
        return number;
    }

    private int inVocabulary(int rank, String token) {
        Integer number = numbers.get(token);
        if (number == null) {
            throw wrongMerge(
                    rank,
                    "must be of tokens of the vocabulary",
                    "but \"%s\" is not in %s".formatted(token, origin.vocabulary));
        }
        return number;
    }

    private void findSpecial() {
        special.set(0, tokens.length);
        Arrays.stream(ofBytes).forEach(special::clear);
        Arrays.stream(made).forEach(special::clear);
        List<String> orphans =
                special.stream().mapToObj(i -> tokens[i]).filter(t -> !isMark(t)).toList();
        if (!orphans.isEmpty()) {
            throw wrong(
                    origin.merges,
                    "every token must be a byte, made by a merge, or a mark like <|endoftext|>",
                    "but for %d of %s there is no merge, the first being \"%s\""
                            .formatted(orphans.size(), origin.vocabulary, orphans.get(0)));
        }
    }

    static boolean isMark(String token) {
        return token.length() > 2 && token.startsWith("<") && token.endsWith(">");
    }

    /** These with one more token at the end, which is special. */
    BytePairs withSpecial(String mark) {
        Map<String, Integer> more = numbers();
        more.put(mark, tokens.length);
        return new BytePairs(more, merges, origin);
    }

    /** The tokens by number. */
    List<String> tokens() {
        return Collections.unmodifiableList(Arrays.asList(tokens));
    }

    /** The number of each token, in their order. */
    Map<String, Integer> numbers() {
        Map<String, Integer> ordered = new LinkedHashMap<>();
        for (String token : tokens) {
            ordered.put(token, ordered.size());
        }
        return ordered;
    }

    List<String> merges() {
        return merges;
    }

    boolean isSpecial(int token) {
        return special.get(token);
    }

    int[] ofBytes() {
        return ofBytes;
    }

    MergeTable table() {
        return new MergeTable(pairs, made);
    }

    /** The bytes of each token, by number. */
    byte[][] bytes() {
        List<byte[]> bytes = new ArrayList<>(tokens.length);
        for (int i = 0; i < tokens.length; i++) {
            bytes.add(
                    special.get(i)
                            ? tokens[i].getBytes(StandardCharsets.UTF_8)
                            : ByteLetters.bytes(tokens[i]));
        }
        return bytes.toArray(byte[][]::new);
    }

    private ChainruleException wrong(String where, String mustHold, String found) {
        return new ChainruleException(where, mustHold, found, origin.mend);
    }

    private ChainruleException wrongMerge(int rank, String mustHold, String found) {
        int place = Math.addExact(rank, origin.first);
        return wrong("%s, %s %d".formatted(origin.merges, origin.unit, place), mustHold, found);
    }
}
