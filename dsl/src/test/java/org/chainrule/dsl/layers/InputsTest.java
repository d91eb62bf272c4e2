package org.chainrule.dsl.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.training.ParameterStore;
import java.util.List;
import org.chainrule.dsl.FeatureNet;
import org.chainrule.dsl.Net;
import org.chainrule.dsl.djl.GraphBlock;
import org.chainrule.dsl.djl.Learner;
import org.chainrule.dsl.djl.Native;
import org.chainrule.dsl.djl.Weights;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.eval.NumericArray;
import org.chainrule.dsl.graph.DType;
import org.chainrule.dsl.graph.Dim;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Shape;
import org.chainrule.dsl.graph.Type;
import org.chainrule.dsl.graph.Variable;
import org.chainrule.dsl.initializers.Initializers;
import org.chainrule.dsl.losses.Losses;
import org.chainrule.dsl.optimizers.Optimizers;
import org.chainrule.dsl.script.Gradients;
import org.chainrule.dsl.script.Precision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Inputs that layers ask for. */
final class InputsTest {
    private static final double SINGLE = 1e-6;
    private static final double[] X = {0.5, -1, 2, 0.25};
    private static final double[] GATE = {0.75, 1.5, -0.5, 1};
    private static final double[] CLASSES = {0, 1};

    /** x ⊙ gate, with the gate given. */
    private record Gated(String input, long width) implements Layer {
        @Override
        public Node apply(Scope scope, Node x) {
            Shape shape = Shape.of(Dim.BATCH, Dim.of("width", width));
            return x.times(scope.input(input, new Type(shape, DType.FLOAT)));
        }
    }

    private static FeatureNet gated() {
        return Net.features(2).then(new Gated("gate", 2)).dense(2, InputsTest::summing);
    }

    /** Weights of 1, so that both outputs are the sum of the gated x. */
    private static Dense summing(Dense dense) {
        return dense.withoutBias().withWeights(Initializers.constant(1));
    }

    private static List<String> names(Network net) {
        return net.inputs().stream().map(Variable::name).toList();
    }

    @Test
    void inputsAreNamedInTheOrderOfAsking() {
        FeatureNet net = gated().then(new Gated("last", 2)).then(new Gated("gate", 2));
        assertThat(names(net)).containsExactly("features", "gate", "last");
    }

    @Test
    void blockTakesThemInOrder() {
        try (NDManager manager = NDManager.newBaseManager();
                GraphBlock block = gated().block()) {
            NDList in =
                    new NDList(
                            Native.copy(manager, X, new long[] {2, 2}, DataType.FLOAT32),
                            Native.copy(manager, GATE, new long[] {2, 2}, DataType.FLOAT32));
            block.initialize(manager, DataType.FLOAT32, in.getShapes());
            NDArray y = block.forward(new ParameterStore(manager, false), in, false).head();
            double first = 0.5 * 0.75 - 1 * 1.5;
            double second = 2 * -0.5 + 0.25 * 1;
            assertThat(Native.numbers(y).values())
                    .containsExactly(new double[] {first, first, second, second}, within(SINGLE));
        }
    }

    @ParameterizedTest
    @EnumSource(Gradients.class)
    void stepLearnsFromAll(Gradients gradients) {
        FeatureNet net = gated();
        try (Weights weights = new Weights(net.stored(), 1, DataType.FLOAT64, Device.cpu());
                Learner learner =
                        new Learner(
                                net,
                                Losses.crossEntropy(),
                                Optimizers.sgd(1),
                                weights,
                                new Learner.Options(gradients, Precision.FULL, 1))) {
            NDManager manager = weights.manager();
            NDArray x = Native.copy(manager, X, new long[] {2, 2}, DataType.FLOAT64);
            NDArray gate = Native.copy(manager, GATE, new long[] {2, 2}, DataType.FLOAT64);
            NDArray y = Native.copy(manager, new long[] {0, 1}, 2);
            double before = learner.evaluate(List.of(x, gate), y);
            assertThat(before).isCloseTo(Math.log(2), within(1e-12)); // the scores are equal
            learner.step(List.of(x, gate), y, 1, 1, Double.POSITIVE_INFINITY);
            // dW = mean over rows of (softmax − onehot) ⊗ (x ⊙ gate)
            double a = (-0.5 * (0.5 * 0.75) + 0.5 * (2 * -0.5)) / 2;
            double b = (-0.5 * (-1 * 1.5) + 0.5 * (0.25 * 1)) / 2;
            assertThat(Native.numbers(weights.arrays().get("dense.weight")).values())
                    .containsExactly(new double[] {1 - a, 1 - b, 1 + a, 1 + b}, within(1e-12));
        }
    }

    @Test
    void ledgerHasRowForEachInput() {
        var ledger =
                gated().checkGradients(
                                Losses.crossEntropy(),
                                List.of(NumericArray.of(X, 2, 2), NumericArray.of(GATE, 2, 2)),
                                NumericArray.of(CLASSES, 2));
        assertThat(ledger.passed()).isTrue();
        assertThat(ledger.rows().stream().map(row -> row.path()))
                .containsExactly("dense.weight", "features", "gate");
    }

    @Test
    void derivationShowsNumbersOfAll() {
        assertThat(gated().derive(Losses.crossEntropy()).html()).contains("gate");
    }

    @Test
    void rejectsMissingArray() {
        assertThatThrownBy(
                        () ->
                                gated().checkGradients(
                                                Losses.crossEntropy(),
                                                NumericArray.of(X, 2, 2),
                                                NumericArray.of(CLASSES, 2)))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(
                        "network: there must be an array for each input: features, gate, but found"
                                + " 1. Give them in this order.");
    }

    @Test
    void rejectsInputsOfDifferentBatches() {
        try (NDManager manager = NDManager.newBaseManager();
                GraphBlock block = gated().block()) {
            NDList in =
                    new NDList(
                            Native.copy(manager, X, new long[] {2, 2}, DataType.FLOAT32),
                            Native.copy(manager, X, new long[] {1, 2}, DataType.FLOAT32));
            block.initialize(manager, DataType.FLOAT32, in.getShapes());
            assertThatThrownBy(() -> block.forward(new ParameterStore(manager, false), in, false))
                    .hasMessage(
                            "gate: the axis batch must be as long as in the inputs before, but"
                                    + " found 1 and 2. Give inputs of one batch.");
        }
    }

    @Test
    void rejectsOneNameWithTwoShapes() {
        FeatureNet net = gated().dense(3);
        assertThatThrownBy(() -> net.then(new Gated("gate", 3)))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(
                        "gated2: an input must have one shape wherever it is asked for, but gate"
                                + " is (batch, width 2) and here (batch, width 3). Give one of"
                                + " them another name.");
    }
}
