package org.chainrule.datasets;

import org.chainrule.dsl.error.ChainruleException;

/**
 * Lines as characters, in three parts: what a model of names is trained, chosen and tested on.
 *
 * <pre>{@code
 * LineData names = LineData.of(Lines.of(Corpora.makemoreNames()), 42);
 * NextCharacters examples = names.training(3);           // 182,625 contexts of 3 characters
 * BigramCounts pairs = BigramCounts.of(names.characters(), names.split().training().lines());
 * }</pre>
 *
 * @param name a short name, for reports and errors
 * @param characters turns lines into tokens; it knows the characters of all three parts
 * @param split the parts
 */
public record LineData(String name, LineCharacters characters, Lines.Split split) {
    /**
     * Lines that are shuffled and split as {@link Lines#split} says.
     *
     * @param lines at least 10 lines
     * @param seed of the order; 42 gives the parts of the makemore lectures
     * @return the lines with one token for each of their characters
     * @throws ChainruleException if there are fewer than 10 lines, or the seed is below 0
     */
    public static LineData of(Lines lines, int seed) {
        return new LineData(
                lines.name(), new LineCharacters(lines.characters()), lines.split(seed));
    }

    /**
     * The contexts of the training part.
     *
     * @param context T, how many characters are seen
     * @return an example for each character, and for the end of each line
     * @throws ChainruleException if the context is below 1
     */
    public NextCharacters training(int context) {
        return characters.next(split.training().lines(), context);
    }

    /**
     * The contexts of the validation part.
     *
     * @param context T, how many characters are seen
     * @return an example for each character, and for the end of each line
     * @throws ChainruleException if the context is below 1
     */
    public NextCharacters validation(int context) {
        return characters.next(split.validation().lines(), context);
    }

    /**
     * The contexts of the part that is kept for the end.
     *
     * @param context T, how many characters are seen
     * @return an example for each character, and for the end of each line
     * @throws ChainruleException if the context is below 1
     */
    public NextCharacters test(int context) {
        return characters.next(split.test().lines(), context);
    }

    /**
     * Whole lines, side by side, for a network that predicts each character from all before it.
     *
     * @return the training and the validation part; padding does not count
     */
    public MaskedSequences wholeLines() {
        return new WholeLines(this);
    }

    /**
     * The same lines with the test part in place of the validation part, to measure a model that is
     * done.
     *
     * @return a changed copy
     */
    public LineData onTest() {
        Lines measured = split.test();
        Lines left = split.validation();
        return new LineData(name, characters, new Lines.Split(split.training(), measured, left));
    }
}
