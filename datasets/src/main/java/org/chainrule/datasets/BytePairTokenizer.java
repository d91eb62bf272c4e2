package org.chainrule.datasets;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.error.ChainruleException;

/**
 * Byte-pair encoding as GPT-2 does it: text is cut into words by a pattern, a word begins as its
 * UTF-8 bytes, and pairs of neighbours are merged in the order in which training found them.
 *
 * <p>Training counts the pairs of neighbours inside the words and makes the most frequent one a
 * token, time and again. Encoding does those merges again: of all pairs in a word the one that was
 * found first, at all its places from left to right, until no pair is left that was ever merged. No
 * text is unknown, since every byte has a token. Immutable, and safe for several threads; two
 * tokenizers with the same tokens and merges are equal.
 *
 * <p>Sennrich et al., "Neural Machine Translation of Rare Words with Subword Units", 2016; Radford
 * et al., "Language Models are Unsupervised Multitask Learners", 2019.
 *
 * <pre>{@code
 * BytePairTokenizer tokenizer = BytePairTokenizer.train("low lower lowest slow slower", 3);
 * tokenizer.merges();              // "l o", "lo w", "low e"
 * tokenizer.encode("lower");       // 258, 81: "lowe" and "r"
 * tokenizer.vocabularySize();      // 259: 256 bytes and 3 merges
 * }</pre>
 */
@Teaches(
        meaning = "byte-pair encoding: trained, or read from GPT-2's files",
        formula = "merge the most frequent pair, time and again",
        rows = "L1")
public final class BytePairTokenizer implements ByteLevelTokenizer {
    static final String KIND = "byte-pairs";
    private static final Gson JSON = new GsonBuilder().disableHtmlEscaping().create();
    private static final int SMALLEST_BUFFER = 16;

    private final BytePairs pairs;
    private final byte[][] bytes; // by token
    private final MergeTable table;

    BytePairTokenizer(BytePairs pairs) {
        this.pairs = pairs;
        bytes = pairs.bytes();
        table = pairs.table();
    }

    /**
     * Learns merges from a text, which should be the part for training only.
     *
     * <p>Of pairs that are as frequent as each other, the one whose left token has the lower number
     * comes first, then the one whose right token has. The first 256 tokens are the bytes in the
     * order of GPT-2, from 0 for {@code !}; merge r makes token 256 + r, except that a merge which
     * makes the bytes of an earlier token makes that token.
     *
     * @param text at least one character
     * @param merges how many merges to learn, at least 1; it learns fewer where no pair occurs
     *     twice
     * @return a tokenizer, the same for the same text
     * @throws ChainruleException if the text is empty or holds half of a surrogate pair, or merges
     *     is below 1
     */
    public static BytePairTokenizer train(String text, int merges) {
        return train(text, merges, learned -> {});
    }

    /**
     * The same, and tells how far it is.
     *
     * @param text at least one character
     * @param merges how many merges to learn, at least 1
     * @param progress is told how many are learned, after each
     * @return a tokenizer, the same for the same text
     * @throws ChainruleException as {@link #train(String, int)}
     */
    public static BytePairTokenizer train(String text, int merges, IntConsumer progress) {
        return new BytePairTokenizer(BytePairTrainer.train(text, merges, progress));
    }

    /**
     * Reads GPT-2's files from a folder: the tokens from {@code vocab.json} or {@code
     * encoder.json}, the merges from {@code merges.txt} or {@code vocab.bpe}.
     *
     * @param folder holds one file of each
     * @return the tokenizer with their numbers
     * @throws ChainruleException if a file is missing or broken, or the two do not fit each other
     */
    public static BytePairTokenizer read(Path folder) {
        return new BytePairTokenizer(Gpt2Files.read(folder));
    }

    /**
     * Reads files as GPT-2's are, whatever their names.
     *
     * @param vocabulary a JSON object with the number of each token
     * @param merges UTF-8 text with a merge on each line: two tokens and a space between; a first
     *     line that begins with {@code #version} is skipped
     * @return the tokenizer with their numbers
     * @throws ChainruleException if a file is missing or broken, or the two do not fit each other
     */
    public static BytePairTokenizer read(Path vocabulary, Path merges) {
        return new BytePairTokenizer(Gpt2Files.read(vocabulary, merges));
    }

    /**
     * This tokenizer with one more token, V, which no text becomes: a mark between documents, for
     * example.
     *
     * @param mark something like {@code <|endoftext|>}
     * @return a tokenizer whose other tokens are the same
     * @throws ChainruleException if it does not begin with {@code <} and end with {@code >}, or is
     *     a token already
     */
    public BytePairTokenizer withSpecial(String mark) {
        if (!BytePairs.isMark(mark) || pairs.tokens().contains(mark)) {
            throw new ChainruleException(
                    "BytePairTokenizer.withSpecial",
                    "the mark must be new, begin with '<' and end with '>'",
                    "but it is \"" + mark + "\"",
                    "Try <|endoftext|>.");
        }
        return new BytePairTokenizer(pairs.withSpecial(mark));
    }

    /**
     * The token of a mark. Text that reads like the mark does not become it.
     *
     * @param mark for example {@code <|endoftext|>}
     * @return its number
     * @throws ChainruleException if there is no such mark
     */
    public int special(String mark) {
        int token = pairs.tokens().indexOf(mark);
        if (token < 0 || !pairs.isSpecial(token)) {
            throw new ChainruleException(
                    "BytePairTokenizer.special",
                    "the mark must be one of the special tokens",
                    "but \"" + mark + "\" is not",
                    "Add it with withSpecial.");
        }
        return token;
    }

    /**
     * The merges in their order, bytes written in GPT-2's letters: {@code Ġ t} is a space and a t.
     *
     * @return two tokens each, with a space between
     */
    public List<String> merges() {
        return pairs.merges();
    }

    /**
     * The tokens by number, bytes written in GPT-2's letters: {@code Ġ} is a space.
     *
     * @return V tokens
     */
    public List<String> vocabulary() {
        return pairs.tokens();
    }

    @Override
    public int vocabularySize() {
        return bytes.length;
    }

    @Override
    public int[] encodeBytes(byte[] text) {
        Gpt2Pattern pattern = new Gpt2Pattern(text);
        PieceMerger merger = new PieceMerger(table);
        int[] ofBytes = pairs.ofBytes();
        int[] tokens = new int[SMALLEST_BUFFER + text.length / 3];
        int length = 0;
        int end;
        for (int start = 0; start < text.length; start = end) {
            end = pattern.end(start);
            int most = length + end - start;
            if (most > tokens.length) {
                tokens = Arrays.copyOf(tokens, Math.max(most, tokens.length + tokens.length / 2));
            }
            for (int i = start; i < end; i++) {
                tokens[length + i - start] = ofBytes[Byte.toUnsignedInt(text[i])];
            }
            length = merger.merge(tokens, length, most);
        }
        return Arrays.copyOf(tokens, length);
    }

    @Override
    public byte[] decodeBytes(int... tokens) {
        long length = 0;
        for (int i = 0; i < tokens.length; i++) {
            ByteTokenizer.requireToken("BytePairTokenizer.decode", tokens, i, bytes.length);
            length += bytes[tokens[i]].length;
        }
        byte[] text = new byte[Math.toIntExact(length)];
        int end = 0;
        for (int token : tokens) {
            System.arraycopy(bytes[token], 0, text, end, bytes[token].length);
            end += bytes[token].length;
        }
        return text;
    }

    /**
     * This tokenizer as JSON: {@code {"kind":"byte-pairs","vocabulary":{"!":0,...},"merges":["Ġ
     * t",...]}}.
     *
     * @return JSON text for {@link Tokenizers#fromJson}
     */
    @Override
    public String toJson() {
        var object = new JsonObject();
        object.addProperty("kind", KIND);
        object.add("vocabulary", JSON.toJsonTree(pairs.numbers()));
        object.add("merges", JSON.toJsonTree(merges()));
        return JSON.toJson(object);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof BytePairTokenizer that
                && vocabulary().equals(that.vocabulary())
                && merges().equals(that.merges());
    }

    @Override
    public int hashCode() {
        return 31 * vocabulary().hashCode() + merges().hashCode();
    }

    @Override
    public String toString() {
        return "BytePairTokenizer[%d tokens, %d merges]".formatted(bytes.length, merges().size());
    }
}
