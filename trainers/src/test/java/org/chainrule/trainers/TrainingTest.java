package org.chainrule.trainers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.chainrule.dsl.Net;
import org.chainrule.dsl.SequenceNet;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.losses.Losses;
import org.chainrule.dsl.metrics.Metric;
import org.chainrule.dsl.metrics.Metrics;
import org.chainrule.dsl.optimizers.Optimizers;
import org.chainrule.dsl.schedules.Schedules;
import org.chainrule.dsl.script.Gradients;
import org.chainrule.dsl.script.Precision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a run is declared to be. */
class TrainingTest {
    private static final SequenceNet NET = SmallGpt.net();

    /** Data of which nothing but the name matters. */
    private record NoData(String name) implements Batches {
        @Override
        public String fingerprint() {
            return name;
        }

        @Override
        public Batch training(NDManager scope, int size, long seed, long step) {
            throw new UnsupportedOperationException();
        }

        @Override
        public int validationCount(int size) {
            return 0;
        }

        @Override
        public Batch validation(NDManager scope, int size, int index) {
            throw new UnsupportedOperationException();
        }
    }

    /** Everything that a run is made of, for comparison. */
    private static List<Object> parts(Training t) {
        return Stream.of(
                        t.net,
                        t.data,
                        t.loss,
                        t.metrics,
                        t.optimizer,
                        t.schedule,
                        t.clipping,
                        t.steps,
                        t.batch,
                        t.parts,
                        t.average,
                        t.patience,
                        t.seed,
                        t.device,
                        t.precision,
                        t.gradients,
                        t.threads,
                        t.interval,
                        t.folder,
                        t.resumes,
                        t.stop,
                        t.callbacks)
                .map(part -> part == null ? "none" : part)
                .toList();
    }

    @Test
    void defaultsAreThoseOfTheDocumentation() {
        Training training = Training.of(NET);
        assertThat(training.stop.getAsBoolean()).isFalse();
        assertThat(parts(training))
                .containsExactly(
                        NET,
                        "none",
                        Losses.crossEntropy(),
                        List.of(),
                        Optimizers.adamW(0.001),
                        Schedules.constant(),
                        Clipping.NONE,
                        1_000L,
                        12,
                        1,
                        Optional.empty(),
                        0,
                        1L,
                        Device.cpu(),
                        Precision.FULL,
                        Gradients.DERIVED,
                        0,
                        250L,
                        "none",
                        false,
                        training.stop,
                        List.of());
    }

    static Stream<Arguments> changes() {
        return Stream.of(
                change("data", t -> t.on(new NoData("mine"))),
                change("loss", t -> t.loss(Losses.crossEntropy().withIgnoredIndex(0))),
                change("metrics", t -> t.metric(Metrics.accuracy())),
                change("optimizer", t -> t.optimizer(Optimizers.adamW(0.5))),
                change("schedule", t -> t.schedule(Schedules.warmupCosine(1, 2))),
                change("clipping", t -> t.clipNorm(1)),
                change("clipping by value", t -> t.clipValue(1)),
                change("steps", t -> t.steps(3)),
                change("batch", t -> t.batch(3)),
                change("accumulation", t -> t.accumulate(3)),
                change("average", t -> t.averaged(0.9)),
                change("early stopping", t -> t.earlyStopping(3)),
                change("seed", t -> t.seed(-3)),
                change("device", t -> t.device(Device.gpu())),
                change("precision", t -> t.precision(Precision.BF16)),
                change("gradients", t -> t.gradients(Gradients.AUTOGRAD)),
                change("threads", t -> t.threads(3)),
                change("interval", t -> t.every(3)),
                change("folder", t -> t.into(Path.of("run"))),
                change("resumes", Training::resume),
                change("stop", t -> t.until(() -> true)),
                change("callbacks", t -> t.callback(new Callback() {})));
    }

    private static Arguments change(String name, UnaryOperator<Training> change) {
        return Arguments.of(name, change);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("changes")
    void changedCopyDiffersInOnePartAndLeavesTheOriginal(
            String name, UnaryOperator<Training> change) {
        Training original = Training.of(NET).on(new NoData("first")).callback(new Callback() {});
        List<Object> before = parts(original);
        List<Object> after = parts(change.apply(original));
        assertThat(parts(original)).isEqualTo(before);
        assertThat(Stream.iterate(0, i -> i + 1).limit(before.size()))
                .filteredOn(i -> !before.get(i).equals(after.get(i)))
                .hasSize(1);
    }

    @Test
    void dataMustBeGiven() {
        assertRefused(
                () -> Training.of(NET).start(),
                "training: a run needs data, but none was given. Add .on(data).");
    }

    @Test
    void resumedRunNeedsItsFolder() {
        assertRefused(
                () -> SmallGpt.training().resume().start(),
                "training: a run that resumes needs its folder, but none was given. Add"
                        + " .into(folder).");
    }

    @Test
    void textMustNotHaveMoreTokensThanTheNetworkScores() {
        Training training =
                Training.of(Net.tokens(SmallGpt.CONTEXT).embed(5, SmallGpt.WIDTH).tiedLogits());
        assertRefused(
                () -> training.on(SmallGpt.DATA),
                "training on text: the network must score every token of the text, but it has 5"
                        + " scores for "
                        + SmallGpt.VOCABULARY
                        + " tokens. Make the vocabulary "
                        + SmallGpt.VOCABULARY
                        + ".");
    }

    @Test
    void textNeedsANetworkOnTokens() {
        assertRefused(
                () -> Training.of(Net.features(4)).on(SmallGpt.DATA),
                "training on text: the network must begin with Net.tokens(context), but it takes"
                        + " features (batch, width 4) → (batch, width 4). Embed tokens, or give the"
                        + " data as Batches.");
        assertRefused(
                () -> Training.of(Net.sequence(4)).on(SmallGpt.DATA),
                "training on text: the network must begin with Net.tokens(context), but it takes"
                        + " sequence (batch, time, width 4) → (batch, time, width 4). Embed tokens,"
                        + " or give the data as Batches.");
    }

    @Test
    void metricsMustFitTheLossAndHaveNames() {
        assertRefused(
                () ->
                        Training.of(Net.features(2).dense(1))
                                .loss(Losses.meanSquaredError())
                                .metric(Metrics.accuracy()),
                "accuracy: the loss must compare class scores with classes, but the output is"
                        + " (batch, width 1) and the target (batch, width 1). Use it with"
                        + " crossEntropy().");
        assertRefused(
                () -> Training.of(Net.features(2).dense(3)).metric(Metrics.exactMatch()),
                "exact match: the targets must be sequences, (batch, time), but they are (batch)."
                        + " Use accuracy().");
        Training training = Training.of(NET).metric(Metrics.accuracy());
        assertRefused(
                () -> training.metric(Metrics.accuracy().withIgnoredIndex(0)),
                "metric: each must have a name of its own, of letters, digits and spaces, but there"
                        + " are two named accuracy. Leave one out.");
        assertRefused(
                () -> training.metric(new Mine("a,b")),
                "metric: each must have a name of its own, of letters, digits and spaces, but one"
                        + " is named \"a,b\". Give it another name.");
    }

    /** A metric of a user's own: the greatest score. */
    private record Mine(String name) implements Metric {
        @Override
        public Node apply(Node output, Node target) {
            return output.maxKept(-1).mean();
        }
    }

    @Test
    void numbersMustBePositive() {
        Training training = Training.of(NET);
        assertRefused(
                () -> training.steps(0), "steps: must be more than 0, but found 0. Use 1 or more.");
        assertRefused(
                () -> training.batch(0), "batch: must be more than 0, but found 0. Use 1 or more.");
        assertRefused(
                () -> training.threads(-1),
                "threads: must be more than 0, but found -1. Use 1 or more.");
        assertRefused(
                () -> training.every(0), "every: must be more than 0, but found 0. Use 1 or more.");
        assertRefused(
                () -> training.accumulate(0),
                "accumulate: must be more than 0, but found 0. Use 1 or more.");
        assertRefused(
                () -> training.earlyStopping(0),
                "earlyStopping: must be more than 0, but found 0. Use 1 or more.");
        assertRefused(
                () -> training.averaged(1),
                "averaged: the decay must be more than 0 and less than 1, but found 1.0. Use 0.999"
                        + " to average over about 1,000 steps.");
        assertRefused(
                () -> training.clipNorm(Double.NaN),
                "clipNorm: must be more than 0, but found NaN. Use 1 or more.");
        assertRefused(
                () -> training.clipValue(-1),
                "clipValue: must be more than 0, but found -1.0. Use 1 or more.");
    }

    private static void assertRefused(Runnable use, String message) {
        assertThatThrownBy(use::run).isInstanceOf(ChainruleException.class).hasMessage(message);
    }
}
