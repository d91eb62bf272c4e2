package org.chainrule.trainers.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.chainrule.trainers.Callback;
import org.chainrule.trainers.Progress;
import org.chainrule.trainers.Run;

/**
 * Shows a run as it goes, on the standard error: a progress bar on a terminal, else a line for each
 * validation.
 */
final class Screen implements Callback, AutoCloseable {
    private static final int LINES = 10; // lines for a whole run, where there is no terminal

    private final boolean isTerminal;
    private final PrintWriter err;
    private final String targets;
    private ProgressBar bar;
    private String validation = "";
    private double smoothSpeed;
    private long lastLine;

    /** A screen for a run on text. */
    Screen(boolean isTerminal, PrintWriter err) {
        this(isTerminal, err, "tokens");
    }

    /**
     * A screen.
     *
     * @param targets what the run predicts, in the plural
     */
    Screen(boolean isTerminal, PrintWriter err, String targets) {
        this.isTerminal = isTerminal;
        this.err = err;
        this.targets = targets;
    }

    @Override
    public void started(long stepsDone, long steps) {
        if (stepsDone > 0) {
            line("going on after step %,d", stepsDone);
        }
        if (isTerminal && stepsDone < steps) {
            bar =
                    new ProgressBarBuilder()
                            .setTaskName("training")
                            .setInitialMax(steps)
                            .setStyle(ProgressBarStyle.UNICODE_BLOCK)
                            .setUpdateIntervalMillis(200)
                            .startsFrom(stepsDone, java.time.Duration.ZERO)
                            .build();
        }
    }

    @Override
    public void stepped(Progress p) {
        smoothSpeed =
                smoothSpeed == 0
                        ? p.targetsPerSecond()
                        : 0.95 * smoothSpeed + 0.05 * p.targetsPerSecond();
        if (bar != null) {
            bar.stepTo(p.step());
            bar.setExtraMessage(
                    text(" loss %.4f%s  %,.0f %s/s", p.loss(), validation, smoothSpeed, targets));
        } else if (p.step() == 1 || p.step() - lastLine >= Math.max(1, p.steps() / LINES)) {
            lastLine = p.step();
            line(
                    "step %,d of %,d: loss %.4f%s, %,.0f %s/s",
                    p.step(), p.steps(), p.loss(), validation, smoothSpeed, targets);
        }
    }

    @Override
    public void validated(long step, double loss) {
        validated(step, loss, Map.of());
    }

    @Override
    public void validated(long step, double loss, Map<String, Double> metrics) {
        var text = new StringBuilder(text(" (validation %.4f", loss));
        metrics.forEach((name, value) -> text.append(text(", %s %.4f", name, value)));
        validation = text.append(')').toString();
    }

    @Override
    public void validating(int batchesDone, int batches) {
        close();
    }

    @Override
    public void noticed(String notice) {
        close();
        line("%s", notice);
    }

    private void line(String format, Object... values) {
        err.println(text(format, values));
        err.flush();
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }

    @Override
    public void ended(Run run) {
        close();
        if (!Double.isNaN(run.waited())) {
            line("waited for data %.1f%% of the time", 100 * run.waited());
        }
    }

    /** Ends the progress bar, so that what is printed next stands below it. */
    @Override
    public void close() {
        if (bar != null) {
            bar.close();
            bar = null;
        }
    }
}
