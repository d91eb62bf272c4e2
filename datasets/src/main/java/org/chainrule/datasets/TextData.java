package org.chainrule.datasets;

import java.util.Arrays;
import org.chainrule.dsl.error.ChainruleException;

/**
 * A text as tokens, in parts for training, for validation and, where there is one, for tests: what
 * a training run reads. {@link LargeText} makes it from files that need not fit in memory.
 *
 * <pre>{@code
 * TextData data = TextData.of(Corpora.unicodeNames());
 * TokenBatch batch = data.trainingWindows(64).batch(12, 1337, 0);
 * List<TokenBatch> validation = data.validationWindows(64).batches(12);
 * }</pre>
 */
public final class TextData {
    private static final int LONGEST_ARRAY = Integer.MAX_VALUE - 8;

    private final String name;
    private final Tokenizer tokenizer;
    private final Tokens training;
    private final Tokens validation;
    private final Tokens test;
    private final String fingerprint;

    TextData(
            String name,
            Tokenizer tokenizer,
            Tokens training,
            Tokens validation,
            Tokens test,
            String fingerprint) {
        this.name = name;
        this.tokenizer = tokenizer;
        this.training = training;
        this.validation = validation;
        this.test = test;
        this.fingerprint = fingerprint;
    }

    /**
     * One token for each character; the first 90% are for training.
     *
     * @param corpus the text
     * @return its tokens
     * @throws ChainruleException if the text is too short to split
     */
    public static TextData of(Corpus corpus) {
        return of(corpus, Corpus.TRAIN_FRACTION);
    }

    /**
     * One token for each character.
     *
     * @param corpus the text
     * @param trainFraction the part for training, above 0 and below 1
     * @return its tokens
     * @throws ChainruleException if the text is too short to split so
     */
    public static TextData of(Corpus corpus, double trainFraction) {
        return of(corpus, trainFraction, corpus.tokenizer());
    }

    /**
     * The tokens of a given tokenizer, for example of the model that is trained further.
     *
     * @param corpus the text, which is split by characters
     * @param trainFraction the part for training, above 0 and below 1
     * @param tokenizer makes the tokens
     * @return the tokens
     * @throws ChainruleException if the text is too short to split so, or holds what the tokenizer
     *     has no token for
     */
    public static TextData of(Corpus corpus, double trainFraction, Tokenizer tokenizer) {
        Corpus.Split split = corpus.split(trainFraction);
        int[] training = tokenizer.encode(split.training());
        return new TextData(
                corpus.name(),
                tokenizer,
                new ArrayTokens(training),
                new ArrayTokens(tokenizer.encode(split.validation())),
                Tokens.of(),
                corpus.name() + "#" + Integer.toHexString(Arrays.hashCode(training)));
    }

    /**
     * The name of the corpus.
     *
     * @return a short name, for example {@code tinyshakespeare}
     */
    public String name() {
        return name;
    }

    /**
     * What turns the model's tokens back into text.
     *
     * @return the tokenizer of both parts
     */
    public Tokenizer tokenizer() {
        return tokenizer;
    }

    /**
     * What tells this data from any other, so that a run resumes on the same.
     *
     * @return the name and a hash
     */
    public String fingerprint() {
        return fingerprint;
    }

    /**
     * The tokens for training.
     *
     * @return a copy, in the order of the text
     * @throws ChainruleException if they do not fit an array
     */
    public int[] trainingTokens() {
        return array("training", training);
    }

    /**
     * The tokens for validation.
     *
     * @return a copy, in the order of the text
     * @throws ChainruleException if they do not fit an array
     */
    public int[] validationTokens() {
        return array("validation", validation);
    }

    /**
     * The tokens for tests; none in a corpus that is split in two.
     *
     * @return a copy, in the order of the text
     * @throws ChainruleException if they do not fit an array
     */
    public int[] testTokens() {
        return array("test", test);
    }

    private int[] array(String part, Tokens tokens) {
        if (tokens.length() > LONGEST_ARRAY) {
            throw new ChainruleException(
                    part + " part of " + name,
                    "an array must have at most %d tokens".formatted(LONGEST_ARRAY),
                    "but there are " + tokens.length(),
                    "Read it in windows.");
        }
        int[] array = new int[(int) tokens.length()];
        tokens.copy(0, array);
        return array;
    }

    /**
     * Shuffled windows of the training part.
     *
     * @param context tokens in a window (T)
     * @return windows for training
     * @throws ChainruleException if the part is not longer than the context
     */
    public ShuffledWindows trainingWindows(int context) {
        return new ShuffledWindows("training part of " + name, training, context);
    }

    /**
     * Windows that cover the validation part once.
     *
     * @param context tokens in a window (T)
     * @return windows for evaluation
     * @throws ChainruleException if the context is below 1
     */
    public SequentialWindows validationWindows(int context) {
        return new SequentialWindows("validation part of " + name, validation, context);
    }

    /**
     * Windows that cover the test part once.
     *
     * @param context tokens in a window (T)
     * @return windows for evaluation
     * @throws ChainruleException if the context is below 1, or there is no such part
     */
    public SequentialWindows testWindows(int context) {
        return new SequentialWindows("test part of " + name, test, context);
    }

    @Override
    public String toString() {
        return "TextData[%s, %d tokens for training, %d for validation, %d distinct]"
                .formatted(
                        name, training.length(), validation.length(), tokenizer.vocabularySize());
    }
}
