package org.chainrule.datasets;

/** Is told how far a download has come, on the thread that waits for it. */
@FunctionalInterface
public interface DownloadProgress {
    /** Tells nobody. */
    DownloadProgress SILENT = (fileName, received, total) -> {};

    /**
     * Some bytes have arrived; called now and then, and at the end.
     *
     * @param fileName the file that is downloaded
     * @param received bytes so far
     * @param total bytes that the server announced, or -1 if it did not
     */
    void received(String fileName, long received, long total);
}
