package org.chainrule.trainers.storage;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.error.IoReason;

/**
 * Writes a file whole or not at all.
 *
 * <p>The content goes to another name in the same folder, then to the disk, and takes the file's
 * name at the end; whoever reads sees the old file or the new one. When writing fails, the old file
 * stays as it was and nothing else is left. What a killed process left is removed by the next one
 * that writes the same file. A thread that is interrupted finishes the file.
 */
public final class AtomicFile {
    private static final String SUFFIX = ".part";

    private AtomicFile() {}

    /** What a file shall hold. */
    @FunctionalInterface
    public interface Content {
        /** Writes all of it to a stream, which is not buffered and which the caller closes. */
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * Writes a file, and its folder where that is missing.
     *
     * @param file what to write or replace
     * @param content what it shall hold
     * @throws ChainruleException if the file cannot be written
     */
    public static void write(Path file, Content content) {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new ChainruleException(
                    file.toString(),
                    "must be the name of a file",
                    "but a " + (Files.isDirectory(file) ? "folder" : "device") + " has that name",
                    "Choose another name.");
        }
        try {
            replace(file.toAbsolutePath(), content);
        } catch (IOException e) {
            throw new ChainruleException(
                    file.toString(),
                    "must be written",
                    "but it cannot be (" + IoReason.of(e) + ")",
                    "Nothing was changed; make the folder writable and leave room, or choose"
                            + " another.",
                    e);
        }
    }

    private static void replace(Path file, Content content) throws IOException {
        Path folder = file.getParent();
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder);
        }
        removeLeftovers(folder, file.getFileName() + ".");
        Path part = file.resolveSibling(file.getFileName() + "." + UUID.randomUUID() + SUFFIX);
        try {
            Files.createFile(part);
            fill(part, content);
            Files.move(
                    part,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (Throwable e) {
            try {
                Files.deleteIfExists(part);
            } catch (IOException second) {
                e.addSuppressed(second);
            }
            throw e;
        }
        synchronize(folder);
    }

    /** Writes through a stream, because an interrupt would close a channel. */
    private static void fill(Path part, Content content) throws IOException {
        try (var out = new FileOutputStream(part.toFile())) {
            FileLock lock = lock(out.getChannel());
            try {
                content.writeTo(out);
                out.getFD().sync();
            } finally {
                if (lock != null) {
                    lock.release();
                }
            }
        }
    }

    /** Shows others that the file is still being written; null where files have no locks. */
    private static FileLock lock(FileChannel channel) {
        try {
            return channel.tryLock();
        } catch (IOException | OverlappingFileLockException e) {
            return null;
        }
    }

    /** Removes unfinished files, of names that begin so, that nobody writes any more. */
    static void removeLeftovers(Path folder, String prefix) {
        DirectoryStream.Filter<Path> isPart =
                path -> {
                    String name = path.getFileName().toString();
                    return name.startsWith(prefix) && name.endsWith(SUFFIX);
                };
        try (var parts = Files.newDirectoryStream(folder, isPart)) {
            for (Path part : parts) {
                if (isAbandoned(part)) {
                    Files.deleteIfExists(part);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            return; // They only take room.
        }
    }

    private static boolean isAbandoned(Path part) throws IOException {
        try (var channel = FileChannel.open(part, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false; // This very process writes it.
        }
    }

    /** Makes the new name last even if the machine stops now, where the system can do that. */
    private static void synchronize(Path folder) {
        boolean interrupted = Thread.interrupted(); // else the channel would close at once
        try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            return; // Windows opens no folders.
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
