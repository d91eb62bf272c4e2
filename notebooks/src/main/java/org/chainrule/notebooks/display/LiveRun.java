package org.chainrule.notebooks.display;

import java.util.Locale;
import java.util.function.LongSupplier;
import org.chainrule.trainers.Callback;
import org.chainrule.trainers.History;
import org.chainrule.trainers.Progress;
import org.chainrule.trainers.Run;

/**
 * A training run as it is seen in a notebook: a line that moves, below it the curve of the loss as
 * far as it got, and at the end the whole curve alone. Drawing takes at most a tenth of the time,
 * but for the first curve, which loads what draws.
 */
final class LiveRun implements Callback {
    private static final long LINE = 250_000_000; // nanoseconds between two lines
    private static final long CURVE = 1_000_000_000; // nanoseconds between two curves, at least
    private static final long REST = 9; // for so many times as one took to draw none is drawn

    private final Front.Live place;
    private final LongSupplier clock;
    private History history = new History();
    private boolean hasBegun;
    private long nextLine;
    private long nextCurve;
    private String validation = "";
    private String curve = ""; // HTML

    LiveRun(Front.Live place) {
        this(place, System::nanoTime);
    }

    /**
     * The same with another clock.
     *
     * @param clock nanoseconds since any time
     */
    LiveRun(Front.Live place, LongSupplier clock) {
        this.place = place;
        this.clock = clock;
    }

    @Override
    public void started(long stepsDone, long steps) {
        history = new History();
        hasBegun = false;
        validation = "";
        curve = "";
    }

    @Override
    public void stepped(Progress progress) {
        history.stepped(progress);
        long now = clock.getAsLong();
        if (!hasBegun) {
            hasBegun = true;
            nextLine = now;
            nextCurve = now + CURVE;
        }
        if (now - nextLine >= 0) {
            nextLine = now + LINE;
            place.update(() -> seen(line(progress), now));
        }
    }

    private Bundle seen(String line, long now) {
        if (now - nextCurve >= 0) {
            boolean isFirst = curve.isEmpty();
            curve = html(Views.of(history));
            long end = clock.getAsLong();
            nextCurve = end + (isFirst ? CURVE : Math.max(CURVE, REST * (end - now)));
        }
        return curve.isEmpty()
                ? Bundle.of(line)
                : Bundle.html(line, "<div>" + line + "</div>" + curve);
    }

    /** A picture within a page: a place has one form, and here it is a line as well. */
    private static String html(Bundle drawn) {
        String png = drawn.rich().get(Bundle.PNG);
        return "<img alt=\"the loss so far\" width=\"%d\" src=\"data:%s;base64,%s\">"
                .formatted(drawn.width(), Bundle.PNG, png);
    }

    private String line(Progress p) {
        return String.format(
                Locale.ROOT,
                "step %,d of %,d, loss %.4f%s",
                p.step(),
                p.steps(),
                p.loss(),
                validation);
    }

    @Override
    public void validated(long step, double loss) {
        history.validated(step, loss);
        validation = String.format(Locale.ROOT, ", validation loss %.4f", loss);
    }

    @Override
    public void ended(Run run) {
        place.finish(Views.of(run));
    }
}
