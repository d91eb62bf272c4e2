package org.chainrule.trainers.cli;

import java.io.PrintWriter;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.chainrule.datasets.DownloadProgress;

/** Shows a download as it goes: a bar on a terminal, else one line. */
final class DownloadBar implements DownloadProgress, AutoCloseable {
    private final boolean isTerminal;
    private final PrintWriter err;
    private ProgressBar bar;
    private boolean isTold;

    DownloadBar(boolean isTerminal, PrintWriter err) {
        this.isTerminal = isTerminal;
        this.err = err;
    }

    @Override
    public void received(String fileName, long received, long total) {
        if (!isTerminal) {
            if (!isTold) {
                isTold = true;
                err.printf("downloading %s%n", fileName);
                err.flush();
            }
            return;
        }
        if (bar == null) {
            bar =
                    new ProgressBarBuilder()
                            .setTaskName(fileName)
                            .setUnit("KiB", 1024)
                            .setInitialMax(total)
                            .build();
        }
        bar.stepTo(received);
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
