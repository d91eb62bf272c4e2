package org.chainrule.datasets;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The right to fill one file, held by one thread of one process at a time.
 *
 * <p>A lock file beside it keeps other processes out, a lock in memory other threads (a file lock
 * belongs to the whole JVM). The lock file is removed at the end. That is safe because whoever gets
 * access must look first whether the file is there by now, and nobody writes to it in place.
 */
final class ExclusiveAccess implements AutoCloseable {
    private static final long POLL_MILLIS = 50;
    private static final ConcurrentMap<Path, ReentrantLock> IN_THIS_JVM = new ConcurrentHashMap<>();

    private final Path file;
    private final Path lockFile;
    private final FileChannel channel;
    private final ReentrantLock inThisJvm;

    private ExclusiveAccess(
            Path file, Path lockFile, FileChannel channel, ReentrantLock inThisJvm) {
        this.file = file;
        this.lockFile = lockFile;
        this.channel = channel;
        this.inThisJvm = inThisJvm;
    }

    /**
     * Waits until nobody else fills the file.
     *
     * @throws IOException if the folder cannot be written
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    static ExclusiveAccess to(Path file) throws IOException, InterruptedException {
        Path lockFile = file.resolveSibling(file.getFileName() + ".lock");
        ReentrantLock inThisJvm =
                IN_THIS_JVM.computeIfAbsent(lockFile, path -> new ReentrantLock());
        inThisJvm.lockInterruptibly();
        FileChannel channel = null;
        try {
            channel =
                    FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            waitFor(channel);
            return new ExclusiveAccess(file, lockFile, channel, inThisJvm);
        } catch (IOException | InterruptedException | RuntimeException e) {
            inThisJvm.unlock();
            if (channel != null) {
                channel.close();
            }
            throw e;
        }
    }

    private static void waitFor(FileChannel channel) throws InterruptedException {
        while (true) {
            try {
                if (channel.tryLock() != null) {
                    return;
                }
            } catch (OverlappingFileLockException e) {
                // Another class loader of this JVM, for example a notebook's, holds the lock.
            } catch (IOException e) {
                return; // This file system has no locks; the checksum and the move still protect.
            }
            Thread.sleep(POLL_MILLIS);
        }
    }

    /** Whether the file has still to be made: the one before may have made it. */
    boolean fileIsMissing() {
        return !Files.exists(file);
    }

    @Override
    public void close() {
        try (channel) {
            Files.deleteIfExists(lockFile);
        } catch (IOException e) {
            // A lock file that stays behind is empty and harms nobody.
        } finally {
            inThisJvm.unlock();
        }
    }
}
