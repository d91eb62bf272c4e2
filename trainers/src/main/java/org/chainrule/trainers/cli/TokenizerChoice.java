package org.chainrule.trainers.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.chainrule.datasets.BytePairTokenizer;
import org.chainrule.datasets.ByteTokenizer;
import org.chainrule.datasets.PretrainedTokenizer;
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
    private static final String PRETRAINED = "tokenizer.json";

    /**
     * The tokenizer.
     *
     * @param source the text; merges are learned from its part for training alone
     * @param err told how far learning is
     */
    Tokenizer of(TextSource source, PrintWriter err) {
        if (text.equals("char")) {
            return source.characters();
        }
        if (text.equals("byte")) {
            return new ByteTokenizer();
        }
        if (text.startsWith(PAIRS)) {
            return learned(source, merges(), err);
        }
        Path path =
                DataName.existing(text)
                        .orElseThrow(() -> unknown("but found \"" + text + "\"", null));
        if (Files.isDirectory(path)) {
            return BytePairTokenizer.read(path);
        }
        return path.endsWith(PRETRAINED) ? PretrainedTokenizer.read(path) : saved(path);
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

    private static Tokenizer learned(TextSource source, int merges, PrintWriter err) {
        String training = source.training();
        try (var bar = new WorkBar("learning " + merges + " merges", merges, err)) {
            return BytePairTokenizer.train(training, merges, bar::stepTo);
        }
    }
}
