package org.chainrule.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.chainrule.dsl.losses.Losses.crossEntropy;
import static org.chainrule.dsl.optimizers.Optimizers.adamW;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.util.SplittableRandom;
import org.chainrule.dsl.FeatureNet;
import org.chainrule.dsl.djl.Learner;
import org.chainrule.dsl.djl.Learner.Options;
import org.chainrule.dsl.djl.Native;
import org.chainrule.dsl.djl.Weights;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.script.Gradients;
import org.chainrule.dsl.script.Precision;
import org.chainrule.models.LeNet.Config;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LeNetTest {
    private static final int BATCH = 32;
    private static final int SIZE = 8;
    private static final int STEPS = 150;
    private static final double NOISE = 0.3;

    /** The loss of a guess between two, ln 2, and a small part of it. */
    private static final double LEARNED = 0.07;

    @BeforeAll
    static void oneThreadIsEnough() {
        Native.threads(1);
    }

    /** (25 + 1)·6 + (6·25 + 1)·16 + (16·7·7 + 1)·120 + (120 + 1)·10. */
    @Test
    void countIsThatOfItsLayers() {
        assertThat(LeNet.of(Config.mnist()).parameterCount()).isEqualTo(97_982);
    }

    /** The first convolution sees three channels: 2·25·6 more weights. Dropout has none. */
    @Test
    void colourAddsWeightsToTheFirstConvolutionAlone() {
        Config color = Config.mnist().withChannels(3).withDropout(0.5);
        assertThat(LeNet.of(color).parameterCount()).isEqualTo(97_982 + 300);
        assertThat(LeNet.of(color).input().type().shape().dim(1).size()).isEqualTo(3);
    }

    @Test
    void summaryShowsItsSteps() {
        assertThat(LeNet.of(Config.digits()).summary())
                .contains("maxPool2  maxPool  (batch, channel 16, height 2, width 2)")
                .contains("total              (batch, width 10)");
    }

    @Test
    void imagesThatAreTooSmallAreRefused() {
        assertThatThrownBy(() -> LeNet.of(new Config(2, 8, 2, 2, 3, 4, 2)))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(
                        "maxPool2: the kernel must fit the padded input, but 2 does not fit 1. Use"
                                + " a smaller kernel or more padding.");
    }

    /** Bars that lie or stand somewhere in a noisy image. */
    private static void draw(SplittableRandom random, double[] pixels, long[] classes) {
        for (int i = 0; i < BATCH; i++) {
            classes[i] = random.nextInt(2);
            int place = random.nextInt(SIZE);
            for (int row = 0; row < SIZE; row++) {
                for (int column = 0; column < SIZE; column++) {
                    boolean isBar = (classes[i] == 0 ? row : column) == place;
                    pixels[(i * SIZE + row) * SIZE + column] =
                            (isBar ? 1 : 0) + NOISE * random.nextGaussian();
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void tellsLyingBarsFromStandingOnes(Gradients gradients) {
        FeatureNet net = LeNet.of(new Config(SIZE, SIZE, 4, 8, 3, 16, 2));
        SplittableRandom random = new SplittableRandom(5);
        Options options = new Options(gradients, Precision.FULL, 1);
        try (Weights weights = new Weights(net.stored(), 1, DataType.FLOAT32, Device.cpu());
                Learner learner = new Learner(net, crossEntropy(), adamW(0.01), weights, options);
                NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
            double[] pixels = new double[BATCH * SIZE * SIZE];
            long[] classes = new long[BATCH];
            for (int step = 1; step <= STEPS; step++) {
                draw(random, pixels, classes);
                try (NDManager scope = manager.newSubManager()) {
                    learner.step(
                            images(scope, pixels),
                            Native.copy(scope, classes, BATCH),
                            step,
                            0.01,
                            1);
                }
            }
            draw(random, pixels, classes);
            assertThat(
                            learner.evaluate(
                                    images(manager, pixels), Native.copy(manager, classes, BATCH)))
                    .isLessThan(LEARNED);
        }
    }

    private static NDArray images(NDManager manager, double[] pixels) {
        return Native.copy(manager, pixels, new long[] {BATCH, 1, SIZE, SIZE}, DataType.FLOAT32);
    }
}
