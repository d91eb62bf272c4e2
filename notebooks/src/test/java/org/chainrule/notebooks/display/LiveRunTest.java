package org.chainrule.notebooks.display;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.chainrule.trainers.Progress;
import org.junit.jupiter.api.Test;

/** A training run as it is seen while it runs, by a clock that the test sets. */
class LiveRunTest {
    private final List<Bundle> seen = new ArrayList<>();
    private long now;
    private long cost; // what the clock shows more each time that it is read
    private final LiveRun run = new LiveRun(place(), this::time);

    private long time() {
        now += cost;
        return now;
    }

    private Front.Live place() {
        return new Front.Live() {
            @Override
            public void update(Supplier<Bundle> bundle) {
                finish(bundle.get());
            }

            @Override
            public void finish(Bundle bundle) {
                seen.add(bundle);
            }
        };
    }

    private void step(long step, long milliseconds) {
        now = TimeUnit.MILLISECONDS.toNanos(milliseconds);
        run.stepped(new Progress(step, 1_000, 3.25 / step, 0.1, 1, 10));
    }

    @Test
    void lineMovesFourTimesASecond() {
        run.validated(1, 2.5);
        for (int i = 0; i <= 100; i++) {
            step(i + 1, 10L * i);
        }
        assertThat(seen).hasSize(5);
        assertThat(seen.get(0))
                .isEqualTo(Bundle.of("step 1 of 1,000, loss 3.2500, validation loss 2.5000"));
        assertThat(seen.get(1).text()).startsWith("step 26 of 1,000, loss 0.1250");
    }

    @Test
    void curveIsDrawnOnceASecondBelowTheLine() {
        for (int i = 0; i <= 13; i++) {
            step(i + 1, 250L * i);
        }
        Bundle last = seen.get(seen.size() - 1);
        assertThat(last.rich()).containsOnlyKeys("text/html");
        assertThat(last.rich().get("text/html"))
                .startsWith(
                        "<div>" + last.text() + "</div><img alt=\"the loss so far\" width=\"640\"")
                .contains("src=\"data:image/png;base64,iVBOR");
        long drawn =
                seen.stream()
                        .map(bundle -> bundle.rich().getOrDefault("text/html", ""))
                        .map(html -> html.substring(html.indexOf("<img") + 1))
                        .distinct()
                        .count();
        assertThat(drawn).isEqualTo(1 + 3); // none before the first second, then each second
    }

    @Test
    void curveThatTakesLongIsDrawnSeldom() {
        cost = TimeUnit.MILLISECONDS.toNanos(500);
        List<Integer> drawnAt = new ArrayList<>();
        String before = "";
        for (int second = 0; second <= 20; second++) {
            step(second + 1, 1_000L * second);
            String html = seen.get(seen.size() - 1).rich().getOrDefault("text/html", "");
            String image = html.substring(html.indexOf("<img") + 1);
            if (!image.equals(before)) {
                drawnAt.add(second);
                before = image;
            }
        }
        // the first one loads what draws; from the second on it rests nine times as long
        assertThat(drawnAt).containsExactly(1, 3, 8, 13, 18);
    }

    @Test
    void anotherRunBeginsAnew() {
        step(1, 0);
        run.validated(1, 2.5);
        step(2, 2_000);
        run.started(0, 1_000);
        step(1, 2_001);
        assertThat(seen.get(seen.size() - 1)).isEqualTo(Bundle.of("step 1 of 1,000, loss 3.2500"));
    }
}
