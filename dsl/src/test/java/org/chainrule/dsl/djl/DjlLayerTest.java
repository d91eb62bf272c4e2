package org.chainrule.dsl.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.chainrule.dsl.optimizers.Optimizers.adamW;
import static org.chainrule.dsl.optimizers.Optimizers.sgd;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.convolutional.Conv1d;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.recurrent.LSTM;
import java.util.List;
import org.chainrule.dsl.FeatureNet;
import org.chainrule.dsl.Net;
import org.chainrule.dsl.SequenceNet;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Reverse;
import org.chainrule.dsl.layers.Buffer;
import org.chainrule.dsl.layers.Declaration;
import org.chainrule.dsl.layers.Layer;
import org.chainrule.dsl.layers.Mode;
import org.chainrule.dsl.layers.Parameter;
import org.chainrule.dsl.layers.Scope;
import org.chainrule.dsl.script.Gradients;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DjlLayerTest {
    /** 32 bits, whose differences in rounding 20 steps make some ten times greater. */
    private static final double SINGLE = 1e-5;

    /** A stock convolution along time: its channels are the width of the sequence. */
    record AlongTime(Block convolution) implements Layer {
        @Override
        public Node apply(Scope scope, Node x) {
            Node channels = x.transpose(-2, -1); // (B, C, T)
            return scope.run(new DjlLayer(convolution), channels).transpose(-2, -1);
        }
    }

    private static Block conv(int filters, int kernel) {
        return Conv1d.builder()
                .setFilters(filters)
                .setKernelShape(new Shape(kernel))
                .optPadding(new Shape(kernel / 2))
                .build();
    }

    private static Block lstm() {
        return LSTM.builder()
                .setStateSize(6)
                .setNumLayers(1)
                .optReturnState(false)
                .optBatchFirst(true)
                .build();
    }

    /** Numbers for Net.sequence and a class for each step. */
    private static Batch steps(NDManager owner, int rows, int time, int width, int classes) {
        Batch flat = Batch.features(owner, DataType.FLOAT32, rows * time, width, classes, 9);
        return new Batch(flat.x().reshape(rows, time, width), flat.y().reshape(rows, time));
    }

    private static SequenceNet recurrent() {
        return Net.sequence(4).dense(5).then(new DjlLayer(lstm())).logits(3);
    }

    @Test
    void parametersOfTheBlockAreTheNetworks() {
        assertThat(Net.sequence(4).then(new AlongTime(conv(6, 3))).parameters())
                .extracting(p -> p.path() + " " + p.shape())
                .containsExactly("alongTime.conv1d.weight (6, 4, 3)", "alongTime.conv1d.bias (6)");
        assertThat(recurrent().parameters())
                .extracting(Parameter::path)
                .containsExactly(
                        "dense.weight",
                        "dense.bias",
                        "lstm.l_0_i2h_WEIGHT",
                        "lstm.l_0_h2h_WEIGHT",
                        "lstm.l_0_i2h_BIAS",
                        "lstm.l_0_h2h_BIAS",
                        "logits.weight");
    }

    @Test
    void parametersBeginAsTheBlocksOwn() {
        Block block = conv(6, 3);
        SequenceNet net = Net.sequence(4).then(new AlongTime(block));
        try (Weights weights = new Weights(net.parameters(), 1, DataType.FLOAT32, Device.cpu())) {
            assertThat(Trial.numbers(weights.arrays().get("alongTime.conv1d.weight")))
                    .containsExactly(Trial.numbers(block.getParameters().get("weight").getArray()));
        }
    }

    /** DJL's momentum is the share of the old: 0.9·0 + 0.1·mean. */
    @Test
    void runningStatisticsOfTheBlockAreBuffers() {
        FeatureNet net = Net.features(2).then(new DjlLayer(BatchNorm.builder().build()));
        assertThat(net.buffers())
                .extracting(Buffer::path)
                .containsExactly("batchNorm.runningMean", "batchNorm.runningVar");
        try (Trial trial = Trial.of(net, adamW(1e-2), Gradients.AUTOGRAD)) {
            double[] x = Trial.numbers(trial.features(2, 2, 2).batch().x());
            trial.step(1);
            assertThat(trial.values("batchNorm.runningMean"))
                    .containsExactly(
                            new double[] {0.05 * (x[0] + x[2]), 0.05 * (x[1] + x[3])},
                            within(1e-7));
            assertThat(trial.learner().slots()).hasSize(2 * net.parameters().size());
        }
    }

    @Test
    void outputShapeIsTheBlocks() {
        assertThat(Net.sequence(4).then(new AlongTime(conv(6, 3))).output().toString())
                .isEqualTo("(batch, time, 6)");
        assertThat(Net.sequence(4).then(new DjlLayer(lstm())).output().toString())
                .isEqualTo("(batch, time, 6)");
        Block conv2d = Conv2d.builder().setFilters(2).setKernelShape(new Shape(3, 3)).build();
        assertThat(Net.image(1, 6, 8).then(new DjlLayer(conv2d)).output().toString())
                .isEqualTo("(batch, 2, 4, 6)");
    }

    @Test
    void convolutionTrains() {
        SequenceNet net = Net.sequence(4).then(new AlongTime(conv(8, 3))).gelu().logits(3);
        try (Trial trial = Trial.of(net, adamW(0.05), Gradients.AUTOGRAD)) {
            double[] losses = trial.on(steps(trial.manager(), 4, 6, 4, 3)).losses(60);
            assertThat(losses[59]).isLessThan(losses[0] / 2);
        }
    }

    @Test
    void recurrentLayerTrains() {
        try (Trial trial = Trial.of(recurrent(), adamW(0.05), Gradients.AUTOGRAD)) {
            double[] losses = trial.on(steps(trial.manager(), 4, 6, 4, 3)).losses(60);
            assertThat(losses[59]).isLessThan(losses[0] / 2);
        }
    }

    @Test
    void stepChangesTheBlocksParameters() {
        SequenceNet net = recurrent();
        try (Trial trial = Trial.of(net, sgd(0.1), Gradients.AUTOGRAD)) {
            trial.on(steps(trial.manager(), 4, 6, 4, 3));
            List<double[]> before =
                    net.parameters().stream().map(p -> trial.values(p.path())).toList();
            trial.step(1);
            for (int i = 0; i < before.size(); i++) {
                String path = net.parameters().get(i).path();
                assertThat(trial.values(path)).as(path).isNotEqualTo(before.get(i));
            }
        }
    }

    @Test
    void batchAndTimeMayVaryFromCallToCall() {
        try (Trial trial = Trial.of(recurrent(), adamW(0.01), Gradients.AUTOGRAD)) {
            for (int[] size : new int[][] {{4, 6}, {1, 1}, {3, 9}}) {
                trial.on(steps(trial.manager(), size[0], size[1], 4, 3));
                double first = trial.step(1).loss();
                assertThat(trial.evaluate()).isLessThan(first);
            }
        }
    }

    /** A convolution of width 1 is a dense layer, so its training is known from elsewhere. */
    @Test
    void convolutionOfWidthOneTrainsAsADenseLayer() {
        SequenceNet dense = Net.sequence(4).dense(5).gelu().logits(3);
        SequenceNet stock = Net.sequence(4).then(new AlongTime(conv(5, 1))).gelu().logits(3);
        try (Trial expected = Trial.of(dense, adamW(0.05), Gradients.DERIVED);
                Trial trial = Trial.of(stock, adamW(0.05), Gradients.AUTOGRAD)) {
            for (String part : List.of("weight", "bias")) {
                var from = expected.weights().arrays().get("dense." + part);
                var to = trial.weights().arrays().get("alongTime.conv1d." + part);
                from.reshape(to.getShape()).copyTo(to);
            }
            expected.on(steps(expected.manager(), 4, 6, 4, 3));
            trial.on(steps(trial.manager(), 4, 6, 4, 3));
            assertThat(trial.losses(20)).containsExactly(expected.losses(20), within(SINGLE));
        }
    }

    @Test
    void derivedGradientsFallBackToAutograd() {
        SequenceNet net = recurrent();
        try (Trial autograd = Trial.of(net, adamW(0.05), Gradients.AUTOGRAD);
                Trial derived = Trial.of(net, adamW(0.05), Gradients.DERIVED)) {
            autograd.on(steps(autograd.manager(), 4, 6, 4, 3));
            derived.on(steps(derived.manager(), 4, 6, 4, 3));
            assertThat(derived.losses(10)).containsExactly(autograd.losses(10));
        }
    }

    @Test
    void graphWithAStockBlockHasNoDerivation() {
        Declaration declared = recurrent().declare(Mode.TRAINING);
        Node y = declared.output().sum();
        List<Node> by = List.of(declared.parameters().get(0).node());
        assertThatThrownBy(() -> Reverse.gradients(y, Node.constant(1).expandLike(y), by))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("LSTM has no derivation: only its own engine knows its gradient");
    }

    @ParameterizedTest
    @EnumSource
    void layersBeforeAndAfterTheBlockLearnToo(Gradients gradients) {
        SequenceNet net = recurrent();
        try (Trial trial = Trial.of(net, adamW(0.05), gradients)) {
            trial.on(steps(trial.manager(), 4, 6, 4, 3));
            double[] before = trial.values("dense.weight");
            double[] after = trial.values("logits.weight");
            trial.step(1);
            assertThat(trial.values("dense.weight")).isNotEqualTo(before);
            assertThat(trial.values("logits.weight")).isNotEqualTo(after);
        }
    }

    @Test
    void networkWithAStockBlockTrainsInDjlsOwnTrainer() {
        Block linear = Linear.builder().setUnits(8).build();
        FeatureNet net = Net.features(2).then(new DjlLayer(linear)).relu().dense(2);
        try (GraphBlock block = new GraphBlock(net, 1, Device.cpu())) {
            assertThat(StockTraining.lastLoss(block, 100)).isLessThan(0.1);
        }
    }
}
