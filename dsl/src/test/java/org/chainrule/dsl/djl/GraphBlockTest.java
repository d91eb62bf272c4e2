package org.chainrule.dsl.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.chainrule.dsl.optimizers.Optimizers.sgd;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import ai.djl.training.loss.Loss;
import ai.djl.translate.TranslateException;
import ai.djl.util.Pair;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.chainrule.dsl.FeatureNet;
import org.chainrule.dsl.Net;
import org.chainrule.dsl.SequenceNet;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.eval.Evaluator;
import org.chainrule.dsl.eval.NumericArray;
import org.chainrule.dsl.graph.Variable;
import org.chainrule.dsl.layers.Declaration;
import org.chainrule.dsl.layers.Mode;
import org.chainrule.dsl.layers.Network;
import org.chainrule.dsl.script.Gradients;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GraphBlockTest {
    /** 32 bits, after some dozens of operations on numbers near 1. */
    private static final double SINGLE = 1e-5;

    private static final long SEED = 3;
    private static final FeatureNet NET = Net.features(4).dense(8).gelu().dense(3);
    private static final SequenceNet GPT = TinyGpt.of(8, 0.5);

    private NDManager manager;
    private ParameterStore store;

    @BeforeEach
    void open() {
        Native.threads(1);
        manager = NDManager.newBaseManager(Device.cpu(), Native.ENGINE);
        store = new ParameterStore(manager, false);
    }

    @AfterEach
    void close() {
        manager.close();
    }

    private GraphBlock block(Network net, long seed, long... input) {
        GraphBlock block = new GraphBlock(net, seed, Device.cpu());
        block.initialize(manager, DataType.FLOAT32, new Shape(input));
        return block;
    }

    /** What comes out; a store keeps the arrays that it has seen, so each call has its own. */
    private double[] evaluate(GraphBlock block, NDArray x) {
        ParameterStore fresh = new ParameterStore(manager, false);
        return Trial.numbers(block.forward(fresh, new NDList(x), false).head());
    }

    private NDArray rows(int count) {
        return Batch.features(manager, DataType.FLOAT32, count, 4, 3, SEED).x();
    }

    @Test
    void parametersAreNamedByTheirPathsInOrder() {
        try (GraphBlock block = block(NET, SEED, 1, 4)) {
            assertThat(block.getParameters().keys())
                    .containsExactly("dense.weight", "dense.bias", "dense2.weight", "dense2.bias");
            for (Pair<String, Parameter> entry : block.getParameters()) {
                assertThat(entry.getValue().getName()).isEqualTo(entry.getKey());
            }
            assertThat(block.getParameters().get("dense.weight").getArray().getShape())
                    .isEqualTo(new Shape(8, 4));
        }
    }

    @Test
    void parametersBeginAsWeightsOfTheSameSeedDo() {
        try (GraphBlock block = block(NET, SEED, 1, 4);
                Weights weights =
                        new Weights(NET.parameters(), SEED, DataType.FLOAT32, Device.cpu())) {
            for (Pair<String, Parameter> entry : block.getParameters()) {
                assertThat(Trial.numbers(entry.getValue().getArray()))
                        .containsExactly(Trial.numbers(weights.arrays().get(entry.getKey())));
            }
        }
    }

    @Test
    void outputShapesFollowTheInputs() {
        try (GraphBlock block = new GraphBlock(NET, SEED, Device.cpu());
                GraphBlock gpt = new GraphBlock(GPT, SEED, Device.cpu())) {
            assertThat(block.getOutputShapes(new Shape[] {new Shape(5, 4)}))
                    .containsExactly(new Shape(5, 3));
            assertThat(gpt.getOutputShapes(new Shape[] {new Shape(2, 7)}))
                    .containsExactly(new Shape(2, 7, TinyGpt.VOCABULARY));
        }
    }

    /** The evaluator computes the same graph on plain Java numbers, in 64 bits. */
    @Test
    void forwardComputesTheDeclaredNetwork() {
        NDArray x = rows(5);
        try (GraphBlock block = block(NET, SEED, 5, 4)) {
            Map<Variable, NumericArray> values = new HashMap<>();
            values.put(NET.input(), NumericArray.of(Trial.numbers(x), 5, 4));
            Declaration declared = NET.declare(Mode.EVALUATION);
            for (var parameter : declared.parameters()) {
                NDArray array = block.getParameters().get(parameter.path()).getArray();
                values.put(
                        parameter.variable(),
                        NumericArray.of(Trial.numbers(array), parameter.shape().sizes()));
            }
            assertThat(evaluate(block, x))
                    .containsExactly(
                            new Evaluator(values, SEED).valueOf(declared.output()).values(),
                            within(SINGLE));
        }
    }

    @Test
    void batchMayVaryFromCallToCall() {
        try (GraphBlock block = block(NET, SEED, 1, 4)) {
            double[] whole = evaluate(block, rows(5));
            double[] one = evaluate(block, rows(5).get("2:3"));
            assertThat(one)
                    .containsExactly(new double[] {whole[6], whole[7], whole[8]}, within(SINGLE));
        }
    }

    @Test
    void tokensMayBeWholeNumbersOrFloats() {
        NDArray whole = Native.copy(manager, new long[] {1, 2, 12, 0}, 1, 4);
        try (GraphBlock block = block(GPT, SEED, 1, 4)) {
            double[] expected = evaluate(block, whole);
            assertThat(evaluate(block, whole.toType(DataType.FLOAT32, true)))
                    .containsExactly(expected);
            assertThat(evaluate(block, whole.toType(DataType.INT32, true)))
                    .containsExactly(expected);
        }
    }

    @Test
    void dataOfAnotherShapeIsRejected() {
        try (GraphBlock block = block(NET, SEED, 1, 4)) {
            assertThatThrownBy(() -> evaluate(block, rows(4).reshape(2, 2, 4)))
                    .isInstanceOf(ChainruleException.class)
                    .hasMessage(
                            "features: data must have the shape (batch, width 4) without an empty"
                                    + " axis, but found (2, 2, 4). Reshape the data, or leave empty"
                                    + " batches out.");
        }
    }

    @Test
    void dropoutIsForTrainingOnly() {
        NDArray x = Native.copy(manager, new long[] {1, 2, 12, 0}, 1, 4);
        try (GraphBlock block = block(GPT, SEED, 1, 4);
                GraphBlock keeping = block(TinyGpt.of(8, 0), SEED, 1, 4)) {
            assertThat(evaluate(block, x)).containsExactly(evaluate(keeping, x));
            double[] first = Trial.numbers(block.forward(store, new NDList(x), true).head());
            double[] second = Trial.numbers(block.forward(store, new NDList(x), true).head());
            assertThat(first).isNotEqualTo(second);
        }
    }

    @Test
    void savedParametersLoadIntoAnotherBlock() throws IOException, TranslateException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        NDArray x = rows(5);
        try (GraphBlock saved = block(NET, SEED, 1, 4);
                GraphBlock loaded = block(NET, SEED + 1, 1, 4)) {
            double[] expected = evaluate(saved, x);
            assertThat(evaluate(loaded, x)).isNotEqualTo(expected);
            saved.saveParameters(new DataOutputStream(bytes));
            loaded.loadParameters(
                    manager, new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
            assertThat(evaluate(loaded, x)).containsExactly(expected);
        } catch (ai.djl.MalformedModelException e) {
            throw new IOException(e);
        }
    }

    /** DJL's own cross-entropy and autograd outside, against the learner's one call. */
    @Test
    void gradientThroughTheBlockIsTheLearners() {
        SequenceNet net = TinyGpt.of(8, 0);
        try (GraphBlock block = block(net, Trial.SEED, 4, 8);
                Trial trial = Trial.of(net, sgd(1), Gradients.AUTOGRAD)) {
            trial.tokens(4, 8, TinyGpt.VOCABULARY);
            Map<String, double[]> before = new HashMap<>();
            net.parameters().forEach(p -> before.put(p.path(), trial.values(p.path())));
            trial.step(1);
            try (GradientCollector collector =
                    Engine.getEngine(Native.ENGINE).newGradientCollector()) {
                NDList y = block.forward(store, new NDList(trial.batch().x()), true);
                NDArray target = trial.batch().y().expandDims(-1);
                collector.backward(Loss.softmaxCrossEntropyLoss().evaluate(new NDList(target), y));
            }
            for (Pair<String, Parameter> entry : block.getParameters()) {
                double[] gradient = Trial.numbers(entry.getValue().getArray().getGradient());
                double[] after = trial.values(entry.getKey());
                double[] start = before.get(entry.getKey());
                for (int i = 0; i < gradient.length; i++) {
                    assertThat(gradient[i])
                            .as(entry.getKey())
                            .isCloseTo(start[i] - after[i], within(SINGLE));
                }
            }
        }
    }

    @Test
    void standsInsideOtherBlocks() {
        try (GraphBlock block = new GraphBlock(NET, SEED, Device.cpu())) {
            SequentialBlock outer =
                    new SequentialBlock()
                            .add(Linear.builder().setUnits(4).build())
                            .add(block)
                            .add(Linear.builder().setUnits(2).build());
            outer.initialize(manager, DataType.FLOAT32, new Shape(5, 6));
            NDArray x = Batch.features(manager, DataType.FLOAT32, 5, 6, 2, SEED).x();
            assertThat(outer.forward(store, new NDList(x), false).head().getShape())
                    .isEqualTo(new Shape(5, 2));
            assertThat(outer.getParameters().keys()).anyMatch(key -> key.endsWith("dense2.bias"));
        }
    }

    @Test
    void trainsInDjlsOwnTrainer() {
        try (GraphBlock block =
                new GraphBlock(Net.features(2).dense(8).relu().dense(2), 1, Device.cpu())) {
            assertThat(StockTraining.lastLoss(block, 100)).isLessThan(0.1);
        }
    }
}
