package org.chainrule.datasets;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.error.IoReason;

/**
 * A file that is downloaded once, and whose SHA-256 is checked each time it is used.
 *
 * <p>A file that is already in the cache is read and never changed, also when its sum is wrong.
 * Otherwise the file arrives under another name in the same folder and takes its own name when its
 * sum is right. A download that breaks, or whose process is killed, is gone on with where it
 * stopped within a day, if the server tells versions of a file apart (by {@code ETag} or {@code
 * Last-Modified}) and still has the same one; else it leaves nothing behind. If two processes want
 * the same file at once, the second waits and uses the first one's.
 *
 * <pre>{@code
 * java.net.URI address = java.net.URI.create("https://example.org/text.txt");
 * String sha256 = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
 * Path file = new Download(address, "tinyshakespeare.txt", sha256).into(Cache.standard());
 * }</pre>
 *
 * @param address an http or https address; redirects are followed
 * @param fileName the name in the cache, without folders
 * @param sha256 the sum of the content, 64 hexadecimal digits
 */
public record Download(URI address, String fileName, String sha256) {
    /**
     * A download with a valid address, name and sum.
     *
     * @throws ChainruleException if one of them is not valid
     */
    public Download {
        Cache.requirePlain(fileName);
        sha256 = sha256.toLowerCase(Locale.ROOT);
        if (!sha256.matches("[0-9a-f]{64}")) {
            throw new ChainruleException(
                    "download of " + fileName,
                    "the SHA-256 must be 64 hexadecimal digits",
                    "but it is \"" + sha256 + "\"",
                    "Copy it from the output of sha256sum.");
        }
        if (address.getHost() == null || !String.valueOf(address.getScheme()).matches("https?")) {
            throw new ChainruleException(
                    "download of " + fileName,
                    "the address must begin with https:// or http:// and a host",
                    "but it is " + address,
                    "Correct the address.");
        }
    }

    /**
     * The file in a cache, downloaded if it is not there yet.
     *
     * @param cache where it lies or will lie
     * @return the path of the file, whose sum is right
     * @throws ChainruleException as {@link #into(Cache, DownloadProgress)}
     */
    public Path into(Cache cache) {
        return into(cache, DownloadProgress.SILENT);
    }

    /**
     * The file in a cache, downloaded if it is not there yet.
     *
     * @param cache where it lies or will lie
     * @param progress is told how many bytes have arrived; not called if the file is there
     * @return the path of the file, whose sum is right
     * @throws ChainruleException if the address cannot be reached or answers something else, the
     *     sum is wrong, or the folder cannot be written; the message says where to put the file by
     *     hand
     */
    public Path into(Cache cache, DownloadProgress progress) {
        return into(cache, progress, HttpTransfer.Patience.DEFAULT);
    }

    Path into(Cache cache, DownloadProgress progress, HttpTransfer.Patience patience) {
        Path file = cache.file(fileName);
        if (Files.exists(file)) {
            return checked(file);
        }
        try {
            if (!Files.isDirectory(cache.folder())) {
                Files.createDirectories(cache.folder());
            }
            try (var access = ExclusiveAccess.to(file)) {
                if (access.fileIsMissing()) {
                    PartFile.removeStale(file);
                    fill(file, progress, patience);
                }
            }
        } catch (InterruptedException | ClosedByInterruptException e) {
            Thread.currentThread().interrupt();
            throw new ChainruleException(
                    "download of " + fileName,
                    "must finish",
                    "but it was interrupted",
                    isBegun(file)
                            ? "Run again, which goes on from there."
                            : "Run again; nothing was kept.",
                    e);
        } catch (IOException e) {
            throw new ChainruleException(
                    "cache folder " + cache.folder(),
                    "must take " + fileName,
                    "but it cannot be written (" + IoReason.of(e) + ")",
                    "Make it writable and leave room, or set %s to another folder."
                            .formatted(Cache.VARIABLE),
                    e);
        }
        return checked(file);
    }

    /** How to go on without the network. */
    String byHand(Path file) {
        return "put the file at %s by hand, or set %s to a folder that holds %s."
                .formatted(file, Cache.VARIABLE, fileName);
    }

    private Path checked(Path file) {
        String found;
        try {
            found = Sha256.of(file);
        } catch (IOException e) {
            throw new ChainruleException(
                    file.toString(),
                    "the file must be readable",
                    "but it is not (" + IoReason.of(e) + ")",
                    "Make it readable, or set %s to another folder.".formatted(Cache.VARIABLE),
                    e);
        }
        if (!found.equals(sha256)) {
            throw new ChainruleException(
                    file.toString(),
                    "SHA-256 must be " + sha256,
                    "but it is " + found,
                    "The file is damaged or another one; it was left as it is. Remove it and run"
                            + " again to download it from "
                            + address
                            + ".");
        }
        return file;
    }

    /** Whether there is a part that can be gone on with. */
    private static boolean isBegun(Path file) {
        try (var part = PartFile.begun(file)) {
            return part.isOfUse();
        } catch (IOException e) {
            return false;
        }
    }

    private void fill(Path file, DownloadProgress progress, HttpTransfer.Patience patience)
            throws IOException, InterruptedException {
        try (var part = PartFile.begun(file)) {
            boolean wasBegun = part.size() > 0;
            if (!wasBegun || !Sha256.of(part.path()).equals(sha256)) {
                var transfer = new HttpTransfer(this, file, progress, patience);
                String found = received(transfer, part);
                if (!found.equals(sha256)) {
                    part.discard();
                    if (!wasBegun) {
                        throw wrongSum(file, found);
                    }
                    fill(file, progress, patience); // all of it: the first part may be another's
                    return;
                }
            }
            if (Files.exists(file)) { // somebody put it there by hand meanwhile
                part.discard();
            } else {
                Files.move(part.path(), file, StandardCopyOption.ATOMIC_MOVE);
            }
        }
    }

    /** The sum of what has arrived; nothing if the server cannot go on with the part. */
    private static String received(HttpTransfer transfer, PartFile part)
            throws IOException, InterruptedException {
        try {
            return transfer.into(part);
        } catch (HttpTransfer.UselessPartException e) {
            return "";
        } catch (IOException e) { // the disk may be full
            part.discard();
            throw e;
        }
    }

    private ChainruleException wrongSum(Path file, String found) {
        return new ChainruleException(
                address.toString(),
                "SHA-256 must be " + sha256,
                "but it is " + found,
                "Nothing was kept. Try again in case a proxy or a login page answered, or "
                        + byHand(file));
    }
}
