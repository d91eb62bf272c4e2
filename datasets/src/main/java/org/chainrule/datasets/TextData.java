package org.chainrule.datasets;

import org.chainrule.dsl.error.ChainruleException;

/**
 * A corpus as tokens, in two parts: what a training run reads.
 *
 * <pre>{@code
 * TextData data = TextData.of(Corpora.unicodeNames());
 * TokenBatch batch = data.trainingWindows(64).batch(12, 1337, 0);
 * List<TokenBatch> validation = data.validationWindows(64).batches(12);
 * }</pre>
 */
public final class TextData {
    private final String name;
    private final Tokenizer tokenizer;
    private final int[] training;
    private final int[] validation;

    private TextData(String name, Tokenizer tokenizer, int[] training, int[] validation) {
        this.name = name;
        this.tokenizer = tokenizer;
        this.training = training;
        this.validation = validation;
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
        return new TextData(
                corpus.name(),
                tokenizer,
                tokenizer.encode(split.training()),
                tokenizer.encode(split.validation()));
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
     * The tokens for training.
     *
     * @return a copy, in the order of the text
     */
    public int[] trainingTokens() {
        return training.clone();
    }

    /**
     * The tokens for validation.
     *
     * @return a copy, in the order of the text
     */
    public int[] validationTokens() {
        return validation.clone();
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

    @Override
    public String toString() {
        return "TextData[%s, %d tokens for training, %d for validation, %d distinct]"
                .formatted(name, training.length, validation.length, tokenizer.vocabularySize());
    }
}
