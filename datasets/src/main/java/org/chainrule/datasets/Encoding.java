package org.chainrule.datasets;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.DoubleConsumer;
import org.chainrule.dsl.error.ChainruleException;

/**
 * The work of turning documents into a file of tokens.
 *
 * @param text what is encoded
 * @param scan what is known of it
 * @param parts the part of each document
 * @param tokenizer makes the tokens
 * @param progress is told which part of the work is done
 */
record Encoding(
        LargeText text, TextScan scan, byte[] parts, Tokenizer tokenizer, DoubleConsumer progress) {

    /** Writes documents of one part. */
    private final class Chosen implements DocumentReader.Sink {
        private final StreamEncoder encoder;
        private final int part;
        private int document;

        Chosen(StreamEncoder encoder, int part, int document) {
            this.encoder = encoder;
            this.part = part;
            this.document = document;
        }

        private boolean isChosen() {
            if (document >= parts.length) {
                throw changed();
            }
            return parts[document] == part;
        }

        @Override
        public void text(String piece) {
            if (isChosen()) {
                encoder.text(piece);
            }
        }

        @Override
        public void end() {
            if (isChosen()) {
                encoder.end();
            }
            document++;
        }
    }

    /** Writes the file. */
    void into(Path path) throws IOException {
        try (var out = new TokenWriter(path, TokenFile.width(tokenizer.vocabularySize()))) {
            long[] ends = new long[TextScan.TEST + 1];
            for (int part = 0; part < ends.length; part++) {
                write(out, part, parts.length == 1 ? 1 : ends.length);
                ends[part] = out.written();
            }
            long training = ends[0];
            long validation = ends[1] - ends[0];
            if (parts.length == 1) {
                long tokens = out.written();
                training = (long) (tokens * (1 - text.validation() - text.test()));
                validation =
                        text.test() == 0 ? tokens - training : (long) (tokens * text.validation());
            }
            out.finish(training, validation);
        }
    }

    private void write(TokenWriter out, int part, int passes) throws IOException {
        var encoder = new StreamEncoder(tokenizer, out);
        long total = TextScan.bytes(text.documents());
        long done = 0;
        int document = 0;
        for (int i = 0; i < scan.perFile().length; i++) {
            Path file = text.documents().files().get(i);
            int after = document + scan.perFile()[i];
            if (holds(part, document, after)) {
                var chosen = new Chosen(encoder, part, document);
                new DocumentReader(text.documents(), file).read(chosen, null);
                if (chosen.document != after) {
                    throw changed();
                }
            }
            document = after;
            done += TextScan.size(file);
            progress.accept(Math.min(1, (part + (double) done / total) / passes));
        }
    }

    private boolean holds(int part, int from, int to) {
        for (int i = from; i < to; i++) {
            if (parts[i] == part) {
                return true;
            }
        }
        return false;
    }

    private ChainruleException changed() {
        return new ChainruleException(
                text.documents().name(),
                "the files must stay as they are while they are encoded",
                "but they have changed",
                "Run again; nothing was kept.");
    }
}
