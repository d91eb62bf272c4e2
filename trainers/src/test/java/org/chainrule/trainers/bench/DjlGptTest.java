package org.chainrule.trainers.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import java.util.Arrays;
import java.util.Iterator;
import java.util.SplittableRandom;
import org.chainrule.dsl.SequenceNet;
import org.chainrule.dsl.djl.Learner;
import org.chainrule.dsl.djl.Native;
import org.chainrule.dsl.djl.Weights;
import org.chainrule.dsl.losses.Losses;
import org.chainrule.dsl.optimizers.Optimizers;
import org.chainrule.dsl.script.Gradients;
import org.chainrule.dsl.script.Precision;
import org.chainrule.models.Gpt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The opponent computes what nanoGPT computes, on a configuration as small as can be. */
class DjlGptTest {
    private static final int LAYERS = 2;
    private static final int HEADS = 2;
    private static final int WIDTH = 4;
    private static final int CONTEXT = 5;
    private static final int VOCABULARY = 7;
    private static final int BATCH = 3;
    private static final int TIME = 4;
    private static final float RATE = 1e-2f;
    private static final double NEAR_GUESSING = 0.01; // first weights are small: logits near 0
    private static final double STEP = 2e-3; // of a central difference
    // Two gradients, by their norms: what single precision leaves of a difference.
    private static final double SAME = 1e-2;
    private static final double SINGLE_PRECISION = 1e-5;
    // Where Adam divides a gradient near 0 by its own size, rounding shows.
    private static final double SAME_STEPS = 1e-3;

    private final long[] inputs = tokens(1);
    private final long[] targets = tokens(2);

    private NDManager manager;
    private DjlGpt gpt;

    private static long[] tokens(long seed) {
        return new SplittableRandom(seed).longs(BATCH * TIME, 0, VOCABULARY).toArray();
    }

    @BeforeEach
    void create() {
        Native.threads(1); // other load on the machine matters less
        manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");
        gpt = new DjlGpt(manager, LAYERS, HEADS, WIDTH, CONTEXT, VOCABULARY, 1337);
    }

    @AfterEach
    void free() {
        gpt.close();
        manager.close();
    }

    private double loss() {
        try (NDManager scope = manager.newSubManager()) {
            return gpt.gradients(scope, inputs, targets, BATCH, TIME).loss().getFloat();
        }
    }

    /** Weights of ordinary size, so that no gradient is tiny. */
    private void enlarge() {
        var random = new SplittableRandom(3);
        for (NDArray weight : gpt.parameters()) {
            NDArray flat = weight.reshape(-1); // a view
            for (int i = 0; i < weight.size(); i++) {
                flat.set(new NDIndex(i), random.nextDouble(-1, 1));
            }
        }
    }

    @Test
    void firstLossIsThatOfGuessing() {
        assertThat(loss()).isCloseTo(Math.log(VOCABULARY), within(NEAR_GUESSING));
    }

    @Test
    void gradientsAreThoseOfCentralDifferences() {
        enlarge();
        try (NDManager scope = manager.newSubManager()) {
            NDList gradients = gpt.gradients(scope, inputs, targets, BATCH, TIME).values();
            NDList weights = gpt.parameters();
            assertThat(gradients).hasSize(3 + 6 * LAYERS);
            for (int w = 0; w < weights.size(); w++) {
                float[] expected = differences(weights.get(w));
                float[] found = gradients.get(w).toFloatArray();
                double norm = 0;
                double distance = 0;
                for (int i = 0; i < expected.length; i++) {
                    norm += expected[i] * expected[i];
                    distance += Math.pow(found[i] - expected[i], 2);
                }
                assertThat(Math.sqrt(distance / norm)).as("weight " + w).isLessThan(SAME);
            }
        }
    }

    private float[] differences(NDArray weight) {
        NDArray flat = weight.reshape(-1); // a view
        float[] differences = new float[(int) weight.size()];
        for (int i = 0; i < differences.length; i++) {
            float before = flat.getFloat(i);
            flat.set(new NDIndex(i), before + STEP);
            double above = loss();
            flat.set(new NDIndex(i), before - STEP);
            double below = loss();
            flat.set(new NDIndex(i), before);
            differences[i] = (float) ((above - below) / (2 * STEP));
        }
        return differences;
    }

    /** The probabilities of the last target add up to 1 only if it has left the others' alone. */
    @Test
    void laterTokensDoNotChangeWhatComesBefore() {
        enlarge();
        long[] few = Arrays.copyOf(inputs, TIME - 1);
        double before = (TIME - 1) * meanLoss(few, Arrays.copyOf(targets, TIME - 1));
        double sum = 0;
        for (long last = 0; last < VOCABULARY; last++) {
            long[] wanted = Arrays.copyOf(targets, TIME);
            wanted[TIME - 1] = last;
            sum += Math.exp(before - TIME * meanLoss(Arrays.copyOf(inputs, TIME), wanted));
        }
        assertThat(sum).isCloseTo(1, within(SINGLE_PRECISION));
    }

    private double meanLoss(long[] row, long[] wanted) {
        try (NDManager scope = manager.newSubManager()) {
            return gpt.gradients(scope, row, wanted, 1, row.length).loss().getFloat();
        }
    }

    @Test
    void stepsAreThoseOfChainrulesOwnGpt() {
        Gpt.Config config = new Gpt.Config(VOCABULARY, CONTEXT, LAYERS, HEADS, WIDTH, 0, false);
        SequenceNet net = Gpt.of(config);
        var options = new Learner.Options(Gradients.DERIVED, Precision.FULL, 1);
        var optimizer =
                Optimizers.adamW(RATE).betas(0.9, 0.99).weightDecay(0.1, Optimizers.matrices());
        enlarge();
        try (var weights = new Weights(net.parameters(), 1, DataType.FLOAT32, Device.cpu());
                var learner = new Learner(net, Losses.crossEntropy(), optimizer, weights, options);
                NDManager scope = manager.newSubManager()) {
            NDArray x = Native.copy(scope, inputs, BATCH, TIME);
            NDArray y = Native.copy(scope, targets, BATCH, TIME);
            take(weights);
            assertThat(loss()).isCloseTo(learner.evaluate(x, y), within(SINGLE_PRECISION));
            for (int step = 1; step <= 20; step++) {
                double expected = learner.step(x, y, step, RATE, 1).loss();
                assertThat((double) gpt.step(inputs, targets, BATCH, TIME, RATE))
                        .as("loss of step " + step)
                        .isCloseTo(expected, within(SAME_STEPS));
            }
        }
    }

    /** Copies weights of the same network; some lie the other way round. */
    private void take(Weights weights) {
        Iterator<NDArray> others = weights.arrays().values().iterator();
        for (NDArray own : gpt.parameters()) {
            NDArray other = others.next();
            boolean isSame = own.getShape().equals(other.getShape());
            own.set(new NDIndex(":"), isSame ? other : other.transpose());
        }
        assertThat(others).isExhausted();
    }

    @Test
    void repeatedStepsLearnTheBatch() {
        double first = loss();
        for (int i = 0; i < 150; i++) {
            gpt.step(inputs, targets, BATCH, TIME, RATE);
        }
        assertThat(loss()).isLessThan(first / 2);
    }

    @Test
    void headsMustDivideWidth() {
        assertThatThrownBy(() -> new DjlGpt(manager, 1, 3, WIDTH, CONTEXT, VOCABULARY, 1).close())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "DjlGpt: heads must divide width, but 3 does not divide 4. Mend either.");
    }

    @Test
    void tokensMustFit() {
        assertThatThrownBy(() -> gpt.step(inputs, targets, BATCH, CONTEXT + 1, RATE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "DjlGpt.step: inputs and targets must hold 3 * 6 ids and time be at most 5,"
                                + " but they hold 12 and 12. Cut them to fit.");
    }
}
