package org.chainrule.trainers.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.chainrule.datasets.BytePairTokenizer;
import org.chainrule.datasets.ByteTokenizer;
import org.chainrule.datasets.Corpus;
import org.chainrule.datasets.TextFile;
import org.chainrule.datasets.Tokenizer;
import org.chainrule.datasets.Tokenizers;
import org.chainrule.dsl.error.ChainruleException;

/**
 * What a text is cut into.
 *
 * @param text {@code char}, {@code byte}, {@code bpe:MERGES}, a JSON file that a tokenizer wrote,
 *     or a folder with GPT-2's files
 */
record TokenizerChoice(String text) {
    private static final String OPTION = "--tokenizer";
    private static final String PAIRS = "bpe:";

    /**
     * The tokenizer.
     *
     * @param corpus the text; merges are learned from its part for training alone
     * @param trainFraction how large that part is
     * @param err told how far learning is
     */
    Tokenizer of(Corpus corpus, double trainFraction, PrintWriter err) {
        if (text.equals("char")) {
            return corpus.tokenizer();
        }
        if (text.equals("byte")) {
            return new ByteTokenizer();
        }
        if (text.startsWith(PAIRS)) {
            return learned(corpus.split(trainFraction).training(), merges(), err);
        }
        Path path =
                DataName.existing(text)
                        .orElseThrow(() -> unknown("but found \"" + text + "\"", null));
        return Files.isDirectory(path) ? BytePairTokenizer.read(path) : saved(path);
    }

    private int merges() {
        String number = text.substring(PAIRS.length());
        try {
            int merges = Integer.parseInt(number);
            if (merges >= 1) {
                return merges;
            }
        } catch (NumberFormatException e) {
            throw unknown("but found \"" + text + "\"", e);
        }
        throw unknown("but found \"" + text + "\"", null);
    }

    private static ChainruleException unknown(String found, Exception cause) {
        return new ChainruleException(
                OPTION,
                "must be char, byte, bpe:MERGES, a JSON file or a folder with GPT-2's files",
                found,
                "Try bpe:1000.",
                cause);
    }

    private static Tokenizer saved(Path file) {
        return Tokenizers.fromJson(TextFile.decode(file, TextFile.bytes(file)));
    }

    private static Tokenizer learned(String training, int merges, PrintWriter err) {
        boolean isTerminal = Terminal.isThere();
        if (!isTerminal) {
            err.printf("learning %d merges%n", merges);
            err.flush();
        }
        try (Bar bar = new Bar(isTerminal, merges)) {
            return BytePairTokenizer.train(training, merges, bar::stepTo);
        }
    }

    /** A progress bar where there is a terminal. */
    private record Bar(Optional<ProgressBar> shown) implements AutoCloseable {
        Bar(boolean isTerminal, long merges) {
            this(
                    Optional.of(new ProgressBarBuilder())
                            .filter(builder -> isTerminal)
                            .map(
                                    builder ->
                                            builder.setTaskName("merges")
                                                    .setInitialMax(merges)
                                                    .build()));
        }

        void stepTo(int learned) {
            shown.ifPresent(bar -> bar.stepTo(learned));
        }

        @Override
        public void close() {
            shown.ifPresent(ProgressBar::close);
        }
    }
}
