package org.chainrule.dsl.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chainrule.dsl.optimizers.Optimizers.adamW;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import java.util.Arrays;
import org.chainrule.dsl.SequenceNet;
import org.chainrule.dsl.script.Gradients;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * No tensor that views Java memory may reach a graph that is differentiated: the collector would
 * free what autograd still reads, as {@code DanglingScalarProbe} shows for DJL's own arithmetic.
 */
class GcPressureTest {
    private static final int STEPS = 25;
    private static final int RUNS = 2;

    /** What the pressure must have done for a test to mean something. */
    private static final int LEAST_ROUNDS = 5;

    private static double[] losses(Gradients gradients) {
        try (Trial trial = Trial.of(TinyGpt.of(8, 0.1), adamW(1e-2), gradients)) {
            return trial.tokens(4, 8, TinyGpt.VOCABULARY).losses(STEPS);
        }
    }

    @ParameterizedTest
    @EnumSource
    void lossesOfALearnerStayTheSame(Gradients gradients) {
        double[] quiet = losses(gradients);
        try (Pressure pressure = new Pressure()) {
            for (int run = 0; run < RUNS || pressure.rounds() < LEAST_ROUNDS; run++) {
                assertThat(losses(gradients)).as("run %d", run).containsExactly(quiet);
            }
        }
    }

    /**
     * All gradients of a weighted sum of the logits, one after the other.
     *
     * @param between what happens between the forward pass and the backward pass
     */
    private static double[] gradients(Runnable between) {
        SequenceNet net = TinyGpt.of(8, 0);
        try (NDManager manager = NDManager.newBaseManager(Device.cpu(), Native.ENGINE);
                GraphBlock block = new GraphBlock(net, Trial.SEED, Device.cpu())) {
            block.initialize(manager, DataType.FLOAT32, new Shape(4, 8));
            ParameterStore store = new ParameterStore(manager, false);
            NDArray x = Batch.tokens(manager, 4, 8, TinyGpt.VOCABULARY, 1).x();
            double[] wave = new double[4 * 8 * TinyGpt.VOCABULARY];
            for (int i = 0; i < wave.length; i++) {
                wave[i] = Math.sin(i);
            }
            long[] sizes = {4, 8, TinyGpt.VOCABULARY};
            NDArray weights = Native.copy(manager, wave, sizes, DataType.FLOAT32);
            try (GradientCollector collector =
                    Engine.getEngine(Native.ENGINE).newGradientCollector()) {
                NDArray y = block.forward(store, new NDList(x), true).head();
                NDArray sum = y.mul(weights).sum();
                between.run();
                collector.backward(sum);
            }
            return block.getParameters().values().stream()
                    .map(parameter -> Trial.numbers(parameter.getArray().getGradient()))
                    .flatMapToDouble(Arrays::stream)
                    .toArray();
        }
    }

    @Test
    void gradientsThroughABlockStayTheSame() {
        double[] quiet = gradients(() -> {});
        try (Pressure pressure = new Pressure()) {
            for (int run = 0; run < 2 * RUNS; run++) {
                assertThat(gradients(() -> pressure.await(2)))
                        .as("run %d", run)
                        .containsExactly(quiet);
            }
        }
    }

    @Test
    void textOfAGeneratorStaysTheSame() {
        SequenceNet net = TinyGpt.untied(16, 0);
        Generator.Sampling sampling = new Generator.Sampling(0.8, 0, 1, 3);
        try (Weights weights = new Weights(net.parameters(), 1, DataType.FLOAT32, Device.cpu());
                Generator generator = new Generator(net, 16, weights, true)) {
            int[] quiet = generator.generate(new int[] {1}, STEPS, sampling, made -> {});
            try (Pressure pressure = new Pressure()) {
                for (int run = 0; run < RUNS || pressure.rounds() < LEAST_ROUNDS; run++) {
                    assertThat(generator.generate(new int[] {1}, STEPS, sampling, made -> {}))
                            .containsExactly(quiet);
                }
            }
        }
    }

    /** Whether d(3x)/dx by DJL's own arithmetic comes out wrong in one of so many trials. */
    private static boolean losesAGradient(Pressure pressure, int trials) {
        Engine engine = Engine.getEngine(Native.ENGINE);
        try (NDManager manager = NDManager.newBaseManager(Device.cpu(), Native.ENGINE)) {
            NDArray x = manager.ones(new Shape(4));
            x.setRequiresGradient(true);
            for (int i = 0; i < trials; i++) {
                try (NDManager step = manager.newSubManager();
                        GradientCollector collector = engine.newGradientCollector()) {
                    x.tempAttach(step);
                    NDArray y = x.mul(3f).sum(); // the scalar 3 lives in a Java direct buffer
                    pressure.await(2); // which a whole round has freed and written over
                    collector.backward(y);
                    float found = x.getGradient().getFloat(0);
                    x.getGradient().subi(x.getGradient());
                    if (found != 3f) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    /** Else the other tests would say nothing. */
    @Test
    void pressureIsGreatEnoughForDjlsOwnArithmeticToFail() {
        try (Pressure pressure = new Pressure()) {
            assumeTrue(
                    losesAGradient(pressure, 30),
                    "here freed memory is not written to again so soon");
            assertThat(pressure.rounds()).isPositive();
        }
    }
}
