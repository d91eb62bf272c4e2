package org.chainrule.datasets;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.chainrule.dsl.error.ChainruleException;
import org.hipparchus.random.MersenneTwister;

/**
 * A text of which each line is an example by itself, such as the names that makemore learns to
 * make.
 *
 * <p>Karpathy, <a href="https://github.com/karpathy/makemore">makemore</a>, 2022.
 *
 * <pre>{@code
 * Lines names = Lines.of(new Corpus("names", "emma\nolivia\nava\nisabella\nsophia\n"));
 * Lines.Split split = names.split(42);
 * MaskedBatch batch = new LineCharacters(names.characters()).batch(split.training().lines());
 * }</pre>
 *
 * @param name a short name, for reports and errors
 * @param lines at least one line, without line ends
 */
public record Lines(String name, List<String> lines) {
    private static final double TRAINING_END = 0.8;
    private static final double VALIDATION_END = 0.9;

    /**
     * Lines that are not empty.
     *
     * @throws ChainruleException if there is no line, or one is empty
     */
    public Lines {
        lines = List.copyOf(lines);
        if (lines.isEmpty()) {
            throw new ChainruleException(
                    name, "there must be a line", "but there is none", "Give another text.");
        }
        int empty = lines.indexOf("");
        if (empty >= 0) {
            throw new ChainruleException(
                    name,
                    "every line must hold a character",
                    "but line %d is empty".formatted(empty + 1),
                    "Take it out.");
        }
    }

    /**
     * Three parts of the lines, none of which is in two of them by its place.
     *
     * @param training 80% of the lines
     * @param validation 10%
     * @param test the rest
     */
    public record Split(Lines training, Lines validation, Lines test) {}

    /**
     * The lines of a text, each as it is, spaces too.
     *
     * @param corpus lines that end in LF or CRLF; the last one need not end
     * @return its lines
     * @throws ChainruleException if a line is empty
     */
    public static Lines of(Corpus corpus) {
        return new Lines(corpus.name(), corpus.text().lines().toList());
    }

    /**
     * The tokenizer of the characters that the lines hold.
     *
     * @return one token for each, sorted
     */
    public CharTokenizer characters() {
        return CharTokenizer.of(String.join("", lines));
    }

    /**
     * The lines shuffled, the first 80% for training, the next 10% for validation, the rest for
     * tests. With seed 42 the parts are those of the makemore lectures: lines are shuffled as by
     * Python's {@code random.seed(seed)} and {@code random.shuffle}.
     *
     * <p>Lines that are equal may go to different parts; leave repeats out first where that
     * matters.
     *
     * @param seed of the order, at least 0
     * @return three parts
     * @throws ChainruleException if there are fewer than 10 lines, or the seed is below 0
     */
    public Split split(int seed) {
        if (lines.size() < 10) {
            throw new ChainruleException(
                    name,
                    "there must be 10 lines to split, so that each part has one",
                    "but there are " + lines.size(),
                    "Give a longer text.");
        }
        if (seed < 0) {
            throw new ChainruleException(
                    name, "the seed must be at least 0", "but it is " + seed, "Try 42.");
        }
        List<String> shuffled = shuffled(seed);
        int training = (int) (TRAINING_END * lines.size());
        int validation = (int) (VALIDATION_END * lines.size());
        return new Split(
                new Lines(name, shuffled.subList(0, training)),
                new Lines(name, shuffled.subList(training, validation)),
                new Lines(name, shuffled.subList(validation, lines.size())));
    }

    /** Fisher and Yates, with the numbers that Python draws. */
    private List<String> shuffled(int seed) {
        var random = new MersenneTwister(new int[] {seed});
        List<String> shuffled = new ArrayList<>(lines);
        for (int i = shuffled.size() - 1; i > 0; i--) {
            Collections.swap(shuffled, i, below(i + 1, random));
        }
        return shuffled;
    }

    /** As many bits as the bound has, drawn until the number is below it. */
    private static int below(int bound, MersenneTwister random) {
        int unused = Integer.numberOfLeadingZeros(bound);
        int number = random.nextInt() >>> unused;
        while (number >= bound) {
            number = random.nextInt() >>> unused;
        }
        return number;
    }
}
