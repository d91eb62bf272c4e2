package org.chainrule.trainers.cli;

import java.io.PrintWriter;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;

/** Shows how far some work is: a bar on a terminal, else one line that says what is done. */
final class WorkBar implements AutoCloseable {
    private final ProgressBar bar; // or null

    /**
     * Before the work.
     *
     * @param task what is done, in a word or two: {@code learning 1000 merges}
     * @param whole how many steps it has
     * @param err where it is shown
     */
    WorkBar(String task, long whole, PrintWriter err) {
        if (Terminal.isThere()) {
            bar = new ProgressBarBuilder().setTaskName(task).setInitialMax(whole).build();
        } else {
            bar = null;
            err.println(task);
            err.flush();
        }
    }

    /** So many steps are done. */
    void stepTo(long done) {
        if (bar != null) {
            bar.stepTo(done);
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
