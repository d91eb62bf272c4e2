package org.chainrule.datasets;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.SplittableRandom;
import java.util.function.DoubleConsumer;
import org.chainrule.dsl.error.ChainruleException;

/**
 * What a first look at documents tells.
 *
 * @param sum the SHA-256 of the SHA-256 of all files
 * @param perFile how many documents each file holds
 */
record TextScan(String sum, int[] perFile) {
    static final byte TRAINING = 0;
    static final byte VALIDATION = 1;
    static final byte TEST = 2;

    /** Counts documents, one after the other. */
    private static final class Counter implements DocumentReader.Sink {
        private int count;

        @Override
        public void text(String piece) {}

        @Override
        public void end() {
            count = Math.addExact(count, 1);
        }
    }

    /** Reads all files. */
    static TextScan of(Documents documents, DoubleConsumer progress) {
        MessageDigest sums = Sha256.digest();
        int[] perFile = new int[documents.files().size()];
        long total = bytes(documents);
        long done = 0;
        for (int i = 0; i < perFile.length; i++) {
            Path file = documents.files().get(i);
            MessageDigest sum = Sha256.digest();
            var counter = new Counter();
            new DocumentReader(documents, file).read(counter, sum);
            sums.update(HexFormat.of().formatHex(sum.digest()).getBytes(StandardCharsets.US_ASCII));
            perFile[i] = counter.count;
            done += size(file);
            progress.accept((double) done / total);
        }
        TextScan scan = new TextScan(Sha256.hex(sums), perFile);
        documents.requireText(scan.documents() > 0);
        return scan;
    }

    static long bytes(Documents documents) {
        return Math.max(1, documents.files().stream().mapToLong(TextScan::size).sum());
    }

    static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw TextFile.unreadable(file, e);
        }
    }

    int documents() {
        return Arrays.stream(perFile).reduce(0, Math::addExact);
    }

    /** The part that each document belongs to; of a single one no part, since it is split. */
    static byte[] parts(LargeText text, int documents) {
        byte[] parts = new byte[documents];
        if (documents == 1) {
            return parts;
        }
        int validation = share(text.validation(), documents);
        int test = share(text.test(), documents);
        if (validation + test >= documents) {
            throw new ChainruleException(
                    text.documents().name(),
                    "there must be a document for each part",
                    "but of %d, %d are for validation and %d for tests"
                            .formatted(documents, validation, test),
                    "Give more files, or the line that separates documents inside a file.");
        }
        Permutation order = Permutation.of(documents, new SplittableRandom(text.seed()));
        for (int i = 0; i < validation + test; i++) {
            parts[(int) order.at(i)] = i < validation ? VALIDATION : TEST;
        }
        return parts;
    }

    private static int share(double fraction, int documents) {
        return fraction == 0 ? 0 : (int) Math.max(1, Math.round(fraction * documents));
    }
}
