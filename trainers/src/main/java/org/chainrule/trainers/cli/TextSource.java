package org.chainrule.trainers.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.chainrule.datasets.ByteTokenizer;
import org.chainrule.datasets.Cache;
import org.chainrule.datasets.CharTokenizer;
import org.chainrule.datasets.Corpora;
import org.chainrule.datasets.Corpus;
import org.chainrule.datasets.Documents;
import org.chainrule.datasets.LargeText;
import org.chainrule.datasets.TextData;
import org.chainrule.datasets.Tokenizer;

/** A text before it is cut into tokens. */
interface TextSource {
    /** From this size on a file is read piece by piece, in bytes. */
    long LARGE = 500_000_000;

    /** The tokenizer with one token for each of its characters. */
    CharTokenizer characters();

    /** Its part for training, to learn from. */
    String training();

    /** Its tokens. */
    TextData encode(Tokenizer tokenizer);

    /**
     * The text of a run: a data set with a name or a file, or the documents of a folder, of a
     * pattern or of a large file.
     *
     * @param run names the data, and how much of it is held out
     * @param err told how far reading is
     */
    static TextSource of(RunConfig run, PrintWriter err) {
        String data = run.data();
        Optional<Path> file = DataName.existing(data);
        boolean isPlain = file.filter(Files::isRegularFile).filter(f -> !isLarge(f)).isPresent();
        boolean isNamed = Corpora.names().containsKey(data);
        if (isNamed || isPlain || (file.isEmpty() && !DataName.isPattern(data))) {
            try (DownloadBar bar = new DownloadBar(Terminal.isThere(), err)) {
                double training = run.test() == null ? Corpus.TRAIN_FRACTION : 1 - run.test();
                return new Whole(Corpora.named(data, Cache.standard(), bar), training);
            }
        }
        LargeText text = LargeText.of(Documents.of(data)).seed(run.seed());
        return new InPieces(run.test() == null ? text : text.split(run.test(), 0), err);
    }

    private static boolean isLarge(Path file) {
        try {
            return Files.size(file) > LARGE;
        } catch (IOException e) {
            return false; // to be told when it is read
        }
    }

    /**
     * A text in memory; its beginning is for training.
     *
     * @param corpus the text
     * @param fraction how much of it is for training
     */
    record Whole(Corpus corpus, double fraction) implements TextSource {
        @Override
        public CharTokenizer characters() {
            return corpus.tokenizer();
        }

        @Override
        public String training() {
            return corpus.split(fraction).training();
        }

        @Override
        public TextData encode(Tokenizer tokenizer) {
            return TextData.of(corpus, fraction, tokenizer);
        }
    }

    /**
     * Documents that need not fit in memory; each is for training as a whole or not.
     *
     * @param text the documents
     * @param err told how far reading is
     */
    record InPieces(LargeText text, PrintWriter err) implements TextSource {
        private static final long PARTS = 1000; // of a bar

        @Override
        public CharTokenizer characters() {
            return text.documents().characters();
        }

        @Override
        public String training() {
            var bytes = new ByteTokenizer();
            return bytes.decode(encode(bytes).trainingTokens());
        }

        @Override
        public TextData encode(Tokenizer tokenizer) {
            try (var bar = new WorkBar("reading " + text.documents().name(), PARTS, err)) {
                return text.encode(tokenizer, done -> bar.stepTo(Math.round(done * PARTS)));
            }
        }
    }
}
