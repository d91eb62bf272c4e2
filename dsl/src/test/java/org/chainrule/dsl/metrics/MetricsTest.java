package org.chainrule.dsl.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.chainrule.dsl.Net;
import org.chainrule.dsl.SequenceNet;
import org.chainrule.dsl.djl.Learner;
import org.chainrule.dsl.djl.Native;
import org.chainrule.dsl.djl.Weights;
import org.chainrule.dsl.eval.Evaluator;
import org.chainrule.dsl.eval.NumericArray;
import org.chainrule.dsl.graph.DType;
import org.chainrule.dsl.graph.Shape;
import org.chainrule.dsl.graph.Type;
import org.chainrule.dsl.graph.Variable;
import org.chainrule.dsl.losses.Losses;
import org.chainrule.dsl.optimizers.Optimizers;
import org.chainrule.dsl.script.Gradients;
import org.chainrule.dsl.script.Precision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetricsTest {
    private static final double SINGLE_PRECISION = 1e-6;

    private static double value(Metric metric, NumericArray scores, NumericArray targets) {
        Variable x = variable("x", scores, DType.FLOAT);
        Variable y = variable("y", targets, DType.INT);
        return new Evaluator(Map.of(x, scores, y, targets), 0)
                .valueOf(metric.apply(x.apply(), y.apply()))
                .item();
    }

    private static Variable variable(String name, NumericArray like, DType dtype) {
        return new Variable(name, new Type(Shape.of(like.sizes()), dtype), Variable.Role.INPUT);
    }

    private static NumericArray of(double[] numbers, long... sizes) {
        return NumericArray.of(numbers, sizes);
    }

    @Test
    void accuracyIsTheShareOfGreatestScores() {
        NumericArray scores = of(new double[] {1, 2, 0, 3, 1, 2, -3, -2, -1, 5, 5, 0}, 4, 3);
        assertThat(value(Metrics.accuracy(), scores, of(new double[] {1, 2, 2, 2}, 4)))
                .isEqualTo(0.5);
        assertThat(value(Metrics.accuracy(), scores, of(new double[] {1, -100, 2, -100}, 4)))
                .as("of those that count")
                .isEqualTo(1);
        assertThat(
                        value(
                                Metrics.accuracy().withIgnoredIndex(2),
                                scores,
                                of(new double[] {1, 2, 2, 0}, 4)))
                .as("the last one ties")
                .isEqualTo(0.5);
    }

    @Test
    void equalScoresAndNoNumbersFindNothing() {
        NumericArray zeros = NumericArray.filled(0, 3, 2);
        NumericArray none = NumericArray.filled(Double.NaN, 3, 2);
        NumericArray targets = of(new double[] {0, 1, 0}, 3);
        assertThat(value(Metrics.accuracy(), zeros, targets)).isZero();
        assertThat(value(Metrics.accuracy(), none, targets)).isZero();
        assertThat(value(Metrics.accuracy(), zeros, NumericArray.filled(-100, 3))).isNaN();
    }

    @Test
    void exactMatchIsTheShareOfSequencesThatAreWhollyRight() {
        double[] scores = {1, 0, 0, 1, 1, 0, 1, 0, 0, 1, 0, 1}; // finds 0 1, 0 0, 1 1
        NumericArray x = of(scores, 3, 2, 2);
        assertThat(value(Metrics.exactMatch(), x, of(new double[] {0, 1, 0, 1, 1, 1}, 3, 2)))
                .isEqualTo(2 / 3.0);
        assertThat(value(Metrics.exactMatch(), x, of(new double[] {0, 1, 0, -100, 0, -100}, 3, 2)))
                .isEqualTo(2 / 3.0);
        assertThat(
                        value(
                                Metrics.exactMatch().withIgnoredIndex(1),
                                x,
                                of(new double[] {1, 1, 0, 1, 0, 1}, 3, 2)))
                .isEqualTo(2 / 3.0);
    }

    /** The native program against counting in Java, on scores that libtorch computed. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void learnerMeasuresThemWithTheLoss(long seed) {
        SequenceNet net = Net.tokens(6).embed(5, 5);
        var random = new SplittableRandom(seed);
        long[] tokens = random.longs(4 * 6, 0, 5).toArray();
        long[] targets = random.longs(4 * 6, 0, 6).map(y -> y == 5 ? -100 : y).toArray();
        try (var weights = new Weights(net.stored(), seed, DataType.FLOAT32, Device.cpu());
                var learner =
                        new Learner(
                                net,
                                Losses.crossEntropy(),
                                Optimizers.sgd(1),
                                weights,
                                new Learner.Options(Gradients.DERIVED, Precision.FULL, 1)
                                        .measuring(
                                                List.of(
                                                        Metrics.accuracy(),
                                                        Metrics.exactMatch())));
                NDManager scope = weights.manager().newSubManager()) {
            // a table that finds the next number of each token, so that some sequences are right
            double[] table =
                    IntStream.range(0, 25)
                            .mapToDouble(i -> i % 5 == (i / 5 + 1) % 5 ? 2 : random.nextDouble())
                            .toArray();
            for (int t = 0; t < 6; t++) {
                targets[t] = (tokens[t] + 1) % 5;
            }
            weights.overwrite(
                    Map.of(
                            "embed.weight",
                            Native.copy(scope, table, new long[] {5, 5}, DataType.FLOAT32)));
            Learner.Measured measured =
                    learner.measure(
                            List.of(Native.copy(scope, tokens, 4, 6)),
                            Native.copy(scope, targets, 4, 6));
            double hits = 0;
            double counted = 0;
            double exact = 0;
            for (int b = 0; b < 4; b++) {
                boolean isExact = true;
                for (int i = 6 * b; i < 6 * b + 6; i++) {
                    boolean counts = targets[i] >= 0;
                    boolean isRight = targets[i] == (tokens[i] + 1) % 5;
                    counted += counts ? 1 : 0;
                    hits += counts && isRight ? 1 : 0;
                    isExact &= isRight || !counts;
                }
                exact += isExact ? 1 : 0;
            }
            assertThat(exact).isPositive();
            assertThat(measured.metrics().get("accuracy"))
                    .isCloseTo(hits / counted, within(SINGLE_PRECISION));
            assertThat(measured.metrics().get("exact match"))
                    .isCloseTo(exact / 4, within(SINGLE_PRECISION));
            assertThat(measured.metrics().keySet()).containsExactly("accuracy", "exact match");
            assertThat(measured.loss())
                    .isEqualTo(
                            learner.evaluate(
                                    Native.copy(scope, tokens, 4, 6),
                                    Native.copy(scope, targets, 4, 6)));
        }
    }
}
