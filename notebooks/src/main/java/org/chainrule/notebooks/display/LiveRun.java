package org.chainrule.notebooks.display;

import java.util.Locale;
import org.chainrule.trainers.Callback;
import org.chainrule.trainers.Progress;
import org.chainrule.trainers.Run;

/** A training run as it is seen in a notebook: a line that moves, and at its end the curve. */
final class LiveRun implements Callback {
    private static final long PAUSE = 250_000_000; // nanoseconds between two updates

    private final Front.Live place;
    private long next = Long.MIN_VALUE;
    private String validation = "";

    LiveRun(Front.Live place) {
        this.place = place;
    }

    @Override
    public void stepped(Progress progress) {
        long now = System.nanoTime();
        if (next == Long.MIN_VALUE || now - next >= 0) {
            next = now + PAUSE;
            place.update(Bundle.of(line(progress)));
        }
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
        validation = String.format(Locale.ROOT, ", validation loss %.4f", loss);
    }

    @Override
    public void ended(Run run) {
        place.finish(Views.of(run));
    }
}
