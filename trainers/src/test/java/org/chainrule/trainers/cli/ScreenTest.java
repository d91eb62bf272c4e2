package org.chainrule.trainers.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.chainrule.trainers.History;
import org.chainrule.trainers.Progress;
import org.chainrule.trainers.Run;
import org.junit.jupiter.api.Test;

class ScreenTest {
    private final StringWriter err = new StringWriter();
    private final Screen screen = new Screen(false, new PrintWriter(err, true));

    private List<String> lines() {
        return err.toString().lines().toList();
    }

    private static Progress step(long step, long steps) {
        return new Progress(step, steps, 2.5 + 1.0 / step, 1e-3, 1, 12_345.6);
    }

    @Test
    void longRunTellsOfItselfAboutTenTimes() {
        screen.started(0, 5_000);
        for (long step = 1; step <= 5_000; step++) {
            screen.stepped(step(step, 5_000));
        }
        assertThat(lines()).hasSizeBetween(10, 11);
        assertThat(lines().get(0)).isEqualTo("step 1 of 5,000: loss 3.5000, 12,346 tokens/s");
        assertThat(lines().get(1)).isEqualTo("step 501 of 5,000: loss 2.5020, 12,346 tokens/s");
    }

    @Test
    void newestValidationLossIsShown() {
        screen.validated(10, 2.25);
        screen.stepped(step(10, 20));
        assertThat(lines())
                .containsExactly("step 10 of 20: loss 2.6000 (validation 2.2500), 12,346 tokens/s");
    }

    @Test
    void newestMetricsAreShownBesideIt() {
        screen.validated(10, 2.25, Map.of("accuracy", 0.5));
        screen.stepped(step(10, 20));
        assertThat(lines())
                .containsExactly(
                        "step 10 of 20: loss 2.6000 (validation 2.2500, accuracy 0.5000), 12,346"
                                + " tokens/s");
    }

    @Test
    void resumedRunSaysWhereItGoesOn() {
        screen.started(1_234, 5_000);
        assertThat(lines()).containsExactly("going on after step 1,234");
    }

    @Test
    void noticesAreShownAsTheyAre() {
        screen.noticed("100% of what there is to %s");
        assertThat(lines()).containsExactly("100% of what there is to %s");
    }

    @Test
    void endTellsHowLongTheRunWaitedForData() {
        screen.ended(new Run(null, null, new History(), 7, true, 1.5, 0.01234));
        assertThat(lines()).containsExactly("waited for data 1.2% of the time");
    }

    @Test
    void runWithoutAStepHasNotWaited() {
        screen.ended(new Run(null, null, new History(), 0, false, Double.NaN, Double.NaN));
        assertThat(lines()).isEmpty();
    }

    @Test
    void downloadIsToldOnceWhereThereIsNoTerminal() {
        try (var bar = new DownloadBar(false, new PrintWriter(err, true))) {
            bar.received("poems.txt", 0, 100);
            bar.received("poems.txt", 50, 100);
            bar.received("poems.txt", 100, 100);
        }
        assertThat(lines()).containsExactly("downloading poems.txt");
    }
}
