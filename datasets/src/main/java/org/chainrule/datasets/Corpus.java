package org.chainrule.datasets;

import org.chainrule.dsl.error.ChainruleException;

/**
 * A text to train on, with the name that reports and errors use.
 *
 * <p>Lengths count characters, which are Unicode code points.
 *
 * <pre>{@code
 * Corpus corpus = new Corpus("sonnet", "Shall I compare thee to a summer's day?");
 * Corpus.Split split = corpus.split(0.75);
 * split.training();                // "Shall I compare thee to a sum"
 * split.validation();              // "mer's day?"
 * }</pre>
 *
 * @param name a short name, for example {@code tinyshakespeare}
 * @param text at least one character
 */
public record Corpus(String name, String text) {
    /** The part of a text that is for training unless told otherwise: 0.9, as in nanoGPT. */
    public static final double TRAIN_FRACTION = 0.9;

    private static final int SHORTEST_PART = 2; // one token to read, one to predict

    /**
     * A corpus with at least one character.
     *
     * @throws ChainruleException if the text is empty or holds half of a surrogate pair
     */
    public Corpus {
        if (text.isEmpty()) {
            throw new ChainruleException(
                    name, "the text must hold characters", "but it is empty", "Give another text.");
        }
        WellFormed.require(name, text);
    }

    /**
     * The two parts of a text.
     *
     * @param training the beginning
     * @param validation the rest
     */
    public record Split(String training, String validation) {}

    /**
     * How many characters the text has.
     *
     * @return the number of Unicode code points
     */
    public int length() {
        return text.codePointCount(0, text.length());
    }

    /**
     * The tokenizer with one token for each distinct character of the whole text.
     *
     * @return a new tokenizer, equal for equal texts
     */
    public CharTokenizer tokenizer() {
        return CharTokenizer.of(text);
    }

    /**
     * The first {@value #TRAIN_FRACTION} of the text for training, the rest for validation.
     *
     * @return the two parts
     * @throws ChainruleException if a part would have fewer than 2 characters
     */
    public Split split() {
        return split(TRAIN_FRACTION);
    }

    /**
     * The beginning of the text for training, the rest for validation: the first {@code
     * floor(trainFraction * length)} characters, as in nanoGPT.
     *
     * @param trainFraction above 0 and below 1
     * @return the two parts
     * @throws ChainruleException if the fraction is out of range, or a part would have fewer than 2
     *     characters
     */
    public Split split(double trainFraction) {
        if (!(trainFraction > 0 && trainFraction < 1)) {
            throw new ChainruleException(
                    name,
                    "the fraction for training must be above 0 and below 1",
                    "but it is " + trainFraction,
                    "Try " + TRAIN_FRACTION + ".");
        }
        int length = length();
        int training = (int) (trainFraction * length);
        int validation = length - training;
        if (Math.min(training, validation) < SHORTEST_PART) {
            throw new ChainruleException(
                    name,
                    "both parts of the split must have at least %d characters"
                            .formatted(SHORTEST_PART),
                    "but %s of %d characters leaves %d for training and %d for validation"
                            .formatted(trainFraction, length, training, validation),
                    "Use a longer text or another fraction.");
        }
        int cut = text.offsetByCodePoints(0, training);
        return new Split(text.substring(0, cut), text.substring(cut));
    }

    @Override
    public String toString() {
        return "Corpus[" + name + ", " + length() + " characters]";
    }
}
