package org.chainrule.dsl.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.chainrule.dsl.optimizers.Optimizers.adamW;
import static org.chainrule.dsl.optimizers.Optimizers.sgd;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import ai.djl.training.loss.Loss;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.chainrule.dsl.FeatureNet;
import org.chainrule.dsl.Net;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.initializers.Initializers;
import org.chainrule.dsl.layers.BatchNorm;
import org.chainrule.dsl.layers.BatchNormReference;
import org.chainrule.dsl.layers.Buffer;
import org.chainrule.dsl.layers.Layer;
import org.chainrule.dsl.layers.Scope;
import org.chainrule.dsl.layers.Stored;
import org.chainrule.dsl.optimizers.Optimizer;
import org.chainrule.dsl.script.Gradients;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Buffers while a network is trained: in the step's one call, beside blocks of DJL, as a block. */
class BuffersTest {
    /** 64 bits, whose rounding six steps make a hundred times greater. */
    private static final double DOUBLE = 1e-12;

    /** 32 bits, likewise. */
    private static final double SINGLE = 1e-5;

    private static final FeatureNet NET = Net.features(3).dense(5).batchNorm().tanh().dense(2);
    private static final long[] CLASSES = {0, 1, 1, 0, 1, 0, 0};
    private static final List<BatchNormReference.Report> REFERENCE =
            BatchNormReference.read().training();

    /** Sets each parameter to the script's first values. */
    private static Trial trial(FeatureNet net, Optimizer optimizer, Gradients gradients) {
        Trial trial = Trial.of(net, optimizer, gradients, DataType.FLOAT64);
        int place = 0;
        for (Stored parameter : net.parameters()) {
            int count = Math.toIntExact(parameter.shape().elements());
            double start = 0.9 * place++;
            double[] values =
                    IntStream.range(0, count)
                            .mapToDouble(i -> 0.8 * Math.sin(1.7 * i + start))
                            .toArray();
            set(trial.weights().of(parameter.variable()), values);
        }
        return trial;
    }

    private static void set(NDArray array, double[] values) {
        boolean follows = array.hasGradient();
        array.setRequiresGradient(false);
        try (NDManager scope = array.getManager().newSubManager()) {
            NDArray copy =
                    Native.copy(scope, values, array.getShape().getShape(), array.getDataType());
            array.set(new ai.djl.ndarray.index.NDIndex(":"), copy);
        }
        array.setRequiresGradient(follows);
    }

    private static Batch batch(NDManager owner, int step, DataType type) {
        double[] x = BatchNormReference.wave(step, 7, 3);
        return new Batch(
                Native.copy(owner, x, new long[] {7, 3}, type), Native.copy(owner, CLASSES, 7));
    }

    @ParameterizedTest
    @EnumSource
    void trainingIsPyTorchs(Gradients gradients) {
        try (Trial trial = trial(NET, sgd(0.1).momentum(0.9), gradients)) {
            for (int step = 0; step < REFERENCE.size(); step++) {
                BatchNormReference.Report expected = REFERENCE.get(step);
                trial.on(batch(trial.manager(), step, DataType.FLOAT64));
                assertThat(trial.step(step + 1).loss()).isCloseTo(expected.loss(), within(DOUBLE));
                assertThat(trial.evaluate()).isCloseTo(expected.evaluation(), within(DOUBLE));
                assertThat(trial.values("batchNorm.running_mean"))
                        .containsExactly(expected.mean(), within(DOUBLE));
                assertThat(trial.values("batchNorm.running_var"))
                        .containsExactly(expected.variance(), within(DOUBLE));
            }
        }
    }

    /** With a block of DJL in it, a network runs in several calls. */
    @Test
    void runningStatisticsBesideADjlBlockAreTheSame() {
        DjlLayer relu = new DjlLayer(ai.djl.nn.Activation.reluBlock());
        FeatureNet whole = Net.features(3).dense(4).batchNorm().relu().dense(5).batchNorm();
        FeatureNet parts = Net.features(3).dense(4).batchNorm().then(relu).dense(5).batchNorm();
        try (Trial one = trial(whole, sgd(0.1), Gradients.AUTOGRAD);
                Trial several = trial(parts, sgd(0.1), Gradients.AUTOGRAD)) {
            for (int step = 0; step < 3; step++) {
                one.on(batch(one.manager(), step, DataType.FLOAT64)).step(step + 1);
                several.on(batch(several.manager(), step, DataType.FLOAT64)).step(step + 1);
            }
            for (Buffer buffer : whole.buffers()) {
                assertThat(several.values(buffer.path()))
                        .containsExactly(one.values(buffer.path()), within(DOUBLE));
            }
            assertThat(several.evaluate()).isCloseTo(one.evaluate(), within(DOUBLE));
        }
    }

    @Test
    void blockOfDjlKeepsRunningStatisticsToo() {
        try (GraphBlock block = new GraphBlock(NET, Trial.SEED, Device.cpu());
                Trial trial = Trial.of(NET, sgd(0), Gradients.AUTOGRAD)) {
            block.initialize(trial.manager(), DataType.FLOAT32, new Shape(7, 3));
            ParameterStore store = new ParameterStore(trial.manager(), false);
            for (int step = 0; step < 3; step++) {
                trial.on(batch(trial.manager(), step, DataType.FLOAT32)).step(step + 1);
                forward(block, store, trial.batch());
            }
            for (Buffer buffer : NET.buffers()) {
                Parameter kept = block.getParameters().get(buffer.path());
                assertThat(kept.requiresGradient()).isFalse();
                assertThat(Trial.numbers(kept.getArray()))
                        .containsExactly(trial.values(buffer.path()), within(SINGLE));
            }
            NDArray x = trial.batch().x();
            NDArray y = block.forward(store, new NDList(x), false).head();
            assertThat((double) crossEntropy(y, trial.batch()).getFloat())
                    .isCloseTo(trial.evaluate(), within(SINGLE));
        }
    }

    private static void forward(GraphBlock block, ParameterStore store, Batch batch) {
        try (GradientCollector collector = Engine.getEngine(Native.ENGINE).newGradientCollector()) {
            NDArray y = block.forward(store, new NDList(batch.x()), true).head();
            collector.backward(crossEntropy(y, batch));
        }
    }

    private static NDArray crossEntropy(NDArray y, Batch batch) {
        NDList target = new NDList(batch.y().expandDims(-1));
        return Loss.softmaxCrossEntropyLoss().evaluate(target, new NDList(y));
    }

    @Test
    void trainsInDjlsOwnTrainer() {
        FeatureNet net = Net.features(2).dense(8).batchNorm().relu().dense(2);
        try (GraphBlock block = new GraphBlock(net, 1, Device.cpu())) {
            Parameter mean = block.getParameters().get("batchNorm.running_mean");
            List<Double> kept = new ArrayList<>();
            Runnable look = () -> Arrays.stream(Trial.numbers(mean.getArray())).forEach(kept::add);
            assertThat(StockTraining.lastLoss(block, 100, look)).isLessThan(0.1);
            assertThat(kept).hasSize(8).doesNotContain(0.0);
        }
    }

    /** Two numbers that swap places, the first of which multiplies the input. */
    private record Swap() implements Layer {
        @Override
        public Node apply(Scope scope, Node x) {
            Node a = scope.buffer("a", Initializers.constant(2));
            Node b = scope.buffer("b", Initializers.constant(3));
            scope.update(a, b);
            scope.update(b, a);
            return x.times(a);
        }
    }

    @ParameterizedTest
    @EnumSource
    void buffersChangeTogetherAndAfterEverythingElse(Gradients gradients) {
        FeatureNet net = Net.features(3).dense(2).then(new Swap());
        try (Trial trial = trial(net, sgd(0), gradients)) {
            trial.on(batch(trial.manager(), 0, DataType.FLOAT64));
            double two = trial.step(1).loss();
            assertThat(trial.values("swap.a")).containsExactly(3);
            assertThat(trial.values("swap.b")).containsExactly(2);
            double three = trial.step(2).loss();
            assertThat(trial.values("swap.a")).containsExactly(2);
            assertThat(trial.step(3).loss()).isEqualTo(two).isNotEqualTo(three);
        }
    }

    /** Autograd keeps the buffer for the backward pass, which comes after the forward call. */
    @Test
    void gradientThroughABlockSeesTheBufferAsItWas() {
        FeatureNet net = Net.features(3).dense(2, d -> d.withoutBias()).then(new Swap());
        try (GraphBlock block = new GraphBlock(net, 1, Device.cpu());
                NDManager manager = NDManager.newBaseManager(Device.cpu(), Native.ENGINE)) {
            block.initialize(manager, DataType.FLOAT32, new Shape(1, 3));
            double[] ones = {1, 1, 1};
            NDArray x = Native.copy(manager, ones, new long[] {1, 3}, DataType.FLOAT32);
            try (GradientCollector collector =
                    Engine.getEngine(Native.ENGINE).newGradientCollector()) {
                ParameterStore store = new ParameterStore(manager, false);
                collector.backward(block.forward(store, new NDList(x), true).head().sum());
            }
            NDArray weight = block.getParameters().get("dense.weight").getArray();
            assertThat(Trial.numbers(weight.getGradient())).containsOnly(2);
            NDArray a = block.getParameters().get("swap.a").getArray();
            assertThat(Trial.numbers(a)).containsExactly(3);
        }
    }

    @ParameterizedTest
    @EnumSource
    void evaluationChangesNoBuffer(Gradients gradients) {
        try (Trial trial = trial(NET, sgd(0.1), gradients)) {
            trial.on(batch(trial.manager(), 1, DataType.FLOAT64)).step(1);
            double[] mean = trial.values("batchNorm.running_mean");
            double first = trial.evaluate();
            assertThat(trial.evaluate()).isEqualTo(first);
            assertThat(trial.values("batchNorm.running_mean")).containsExactly(mean);
        }
    }

    @Test
    void optimizersDoNotSeeBuffers() {
        try (Trial trial = trial(NET, adamW(0.1).weightDecay(0.5), Gradients.AUTOGRAD)) {
            assertThat(trial.learner().slots().keySet()).noneMatch(s -> s.contains("running"));
            assertThat(trial.learner().slots()).hasSize(2 * NET.parameters().size());
        }
    }

    /** PyTorch: "Expected more than 1 value per channel when training". */
    @Test
    void batchOfOneIsRefusedInTrainingAlone() {
        String message =
                "batchNorm: a batch must hold 2 or more values of each channel, but found 1. Use"
                        + " larger batches, or layerNorm.";
        try (Trial trial = Trial.of(NET, sgd(0.1), Gradients.AUTOGRAD).features(1, 3, 2);
                GraphBlock block = new GraphBlock(NET, 1, Device.cpu())) {
            assertThat(trial.evaluate()).isFinite();
            assertThatThrownBy(() -> trial.step(1))
                    .isInstanceOf(ChainruleException.class)
                    .hasMessage(message);
            block.initialize(trial.manager(), DataType.FLOAT32, new Shape(1, 3));
            ParameterStore store = new ParameterStore(trial.manager(), false);
            NDList x = new NDList(trial.batch().x());
            assertThat(Trial.numbers(block.forward(store, x, false).head())).hasSize(2);
            assertThatThrownBy(() -> block.forward(store, x, true))
                    .isInstanceOf(ChainruleException.class)
                    .hasMessage(message);
        }
    }

    @Test
    void evaluationByTheBatchRefusesABatchOfOneToo() {
        FeatureNet net = Net.features(3).batchNorm(BatchNorm::withoutRunningStatistics).dense(2);
        try (Trial trial = Trial.of(net, sgd(0.1), Gradients.AUTOGRAD).features(1, 3, 2)) {
            assertThatThrownBy(trial::evaluate)
                    .isInstanceOf(ChainruleException.class)
                    .hasMessageStartingWith("batchNorm: a batch must hold 2 or more values");
        }
    }

    @Test
    void weightsWithoutTheBuffersAreRefused() {
        try (Weights weights = new Weights(NET.parameters(), 1, DataType.FLOAT32, Device.cpu())) {
            assertThatThrownBy(() -> weights.of(NET.stored()))
                    .isInstanceOf(ChainruleException.class)
                    .hasMessage(
                            "batchNorm.running_mean: weights must hold every parameter and buffer"
                                    + " of the network, but this one is missing. Make them from"
                                    + " net.stored().");
        }
    }
}
