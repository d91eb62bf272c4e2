package org.chainrule.datasets;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.DoubleConsumer;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.error.IoReason;

/**
 * Text that need not fit in memory, split by documents for training, validation and tests. It is
 * encoded once, into a file of tokens in the folder {@code tokens} of a cache, from which windows
 * are then read; the same text, split and tokenizer find that file again.
 *
 * <p>Documents are drawn by the seed, each into one part: ⌊v·n + ½⌋ of n documents, but at least
 * one, for validation, as many by the fraction for tests, and the rest for training. A text that is
 * one document is split by its tokens: the beginning is for training, the end for tests.
 *
 * <p>Every start reads the whole text once, since the file of tokens is found by the text's
 * SHA-256. All of the validation part is measured at the end of a run, so take a small one for much
 * text: nanoGPT takes 0.0005 of its 9 billion tokens.
 *
 * <pre>{@code
 * TextData data = LargeText.of(Documents.of("books")).split(0.05, 0.05).encode(new ByteTokenizer());
 * TokenBatch batch = data.trainingWindows(64).batch(12, 1337, 0);
 * }</pre>
 *
 * @param documents where the text lies
 * @param validation the part of the documents for validation; 0.1 by default
 * @param test the part for tests; 0 by default
 * @param seed of the draw; 1 by default
 * @param cache where files of tokens lie; the user's by default
 */
public record LargeText(
        Documents documents, double validation, double test, long seed, Cache cache) {
    private static final String FORMAT = "tokens 1";
    private static final int NAME = 32; // hexadecimal digits

    /**
     * Checks the fractions.
     *
     * @throws ChainruleException if validation is not above 0, test is below 0, or both together
     *     are not below 1
     */
    public LargeText {
        if (!(validation > 0 && test >= 0 && validation + test < 1)) {
            throw new ChainruleException(
                    documents.name(),
                    "the fraction for validation must be above 0, that for tests at least 0, and"
                            + " both together below 1",
                    "but they are " + validation + " and " + test,
                    "Try 0.1 and 0.");
        }
    }

    /** Text of which 10% is for validation and none for tests. */
    public static LargeText of(Documents documents) {
        return new LargeText(documents, 0.1, 0, 1, Cache.standard());
    }

    /** The same text, split otherwise. */
    public LargeText split(double forValidation, double forTests) {
        return new LargeText(documents, forValidation, forTests, seed, cache);
    }

    /** The same text, drawn by another seed. */
    public LargeText seed(long number) {
        return new LargeText(documents, validation, test, number, cache);
    }

    /** The same text, its tokens in another cache. */
    public LargeText cache(Cache other) {
        return new LargeText(documents, validation, test, seed, other);
    }

    /**
     * The tokens, as {@link #encode(Tokenizer, DoubleConsumer)}.
     *
     * @throws ChainruleException as there
     */
    public TextData encode(Tokenizer tokenizer) {
        return encode(tokenizer, done -> {});
    }

    /**
     * The tokens, read from the cache, into which the text is encoded if it has not been before. A
     * text without white space is cut after 16 million characters, each part encoded by itself.
     *
     * @param tokenizer makes them
     * @param progress is told now and then which part of the work is done, 0 to 1
     * @throws ChainruleException if a file cannot be read or is not UTF-8, there is no text, there
     *     are fewer documents than parts, the tokenizer has no token for a character, or the cache
     *     cannot be written; nothing is kept then
     */
    public TextData encode(Tokenizer tokenizer, DoubleConsumer progress) {
        TextScan scan = TextScan.of(documents, done -> progress.accept(done / 2));
        byte[] parts = TextScan.parts(this, scan.documents());
        String key = key(tokenizer, scan);
        Path folder = cache.folder().resolve("tokens");
        Path file = folder.resolve(key.substring(0, NAME) + ".tokens");
        if (!Files.exists(file)) {
            var encoding =
                    new Encoding(this, scan, parts, tokenizer, d -> progress.accept((1 + d) / 2));
            make(file, encoding);
        }
        progress.accept(1);
        TokenFile tokens = TokenFile.open(file);
        return new TextData(
                documents.name(),
                tokenizer,
                tokens.training(),
                tokens.validation(),
                tokens.test(),
                documents.name() + "#" + key.substring(0, NAME));
    }

    private String key(Tokenizer tokenizer, TextScan scan) {
        String all =
                String.join(
                        "\n",
                        FORMAT,
                        scan.sum(),
                        documents.separator().orElse(""),
                        Double.toString(validation),
                        Double.toString(test),
                        Long.toString(seed),
                        tokenizer.toJson());
        return Sha256.of(all);
    }

    private void make(Path file, Encoding encoding) {
        try {
            Files.createDirectories(file.getParent());
            try (var access = ExclusiveAccess.to(file)) {
                if (access.fileIsMissing()) {
                    PartFile.removeStale(file);
                    try (var part = PartFile.beside(file)) {
                        encoding.into(part.path());
                        Files.move(part.path(), file, StandardCopyOption.ATOMIC_MOVE);
                    }
                }
            }
        } catch (InterruptedException | ClosedByInterruptException e) {
            throw interrupted(e);
        } catch (UncheckedIOException e) {
            throw e.getCause() instanceof ClosedByInterruptException
                    ? interrupted(e)
                    : unwritable(file, e.getCause());
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }

    private ChainruleException interrupted(Exception e) {
        Thread.currentThread().interrupt();
        return new ChainruleException(
                documents.name(),
                "must be encoded to its end",
                "but that was interrupted",
                "Run again; nothing was kept.",
                e);
    }

    private static ChainruleException unwritable(Path file, IOException e) {
        return new ChainruleException(
                "cache folder " + file.getParent(),
                "must take a file of tokens",
                "but it cannot be written (" + IoReason.of(e) + ")",
                "Make it writable and leave room, or set %s to another folder."
                        .formatted(Cache.VARIABLE),
                e);
    }
}
