package org.chainrule.trainers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.trainers.storage.Checkpoints;

/** Runs that are interrupted, and what they are compared with. */
final class Interruptions {
    private Interruptions() {}

    /** Runs until so many steps are done. */
    static void interrupt(Training training, long after) {
        AtomicLong done = new AtomicLong();
        Callback counts =
                new Callback() {
                    @Override
                    public void stepped(Progress progress) {
                        done.set(progress.step());
                    }
                };
        training.callback(counts).until(() -> done.get() == after).start().close();
    }

    /** Interrupts a run, goes on with it, and compares it with one that was not interrupted. */
    static void assertGoesOn(Training training, Path folder, long after) {
        interrupt(training.into(folder), after);
        try (Run whole = training.start();
                Run resumed = training.into(folder).resume().start()) {
            assertEqualRuns(resumed, whole);
        }
    }

    /** The rows without their speeds, which no two runs share. */
    static List<History.Row> rows(List<History.Row> rows) {
        return rows.stream()
                .map(
                        row ->
                                new History.Row(
                                        row.step(),
                                        row.loss(),
                                        row.learningRate(),
                                        row.gradientNorm(),
                                        0,
                                        row.validationLoss()))
                .toList();
    }

    static void assertEqualRuns(Run found, Run expected) {
        assertThat(rows(found.history().rows())).isEqualTo(rows(expected.history().rows()));
        assertThat(found.validationLoss()).isEqualTo(expected.validationLoss());
        assertEqualWeights(found, expected);
    }

    static void assertEqualWeights(Run found, Run expected) {
        assertThat(SmallGpt.numbers(found.weights()))
                .usingElementComparator(Arrays::compare)
                .isEqualTo(SmallGpt.numbers(expected.weights()));
    }

    /** Asserts that a run cannot go on in a folder: the message after the folder's name. */
    static void assertRefused(Training training, Path folder, String message) {
        assertThatThrownBy(() -> training.into(folder).resume().start())
                .isInstanceOf(ChainruleException.class)
                .hasMessage(new Checkpoints(folder).folder() + message);
    }
}
