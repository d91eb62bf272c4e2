package org.chainrule.dsl.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.chainrule.dsl.Net;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.eval.Evaluator;
import org.chainrule.dsl.eval.NumericArray;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Reverse;
import org.chainrule.dsl.graph.Variable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BatchNormTest {
    /** 64 bits, in sums of up to 20 numbers near 1. */
    private static final double DOUBLE = 1e-13;

    private static final BatchNormReference REFERENCE = BatchNormReference.read();

    /** The layer that the script makes under a name. */
    private static UnaryOperator<BatchNorm> options(String name) {
        return switch (name) {
            case "momentum 0.3" -> n -> n.withMomentum(0.3);
            case "cumulative" -> BatchNorm::withCumulativeStatistics;
            case "epsilon 0.1" -> n -> n.withEpsilon(0.1);
            case "not affine" -> BatchNorm::withoutAffine;
            case "no running statistics" -> BatchNorm::withoutRunningStatistics;
            default -> n -> n;
        };
    }

    private static Net net(String name, long... sizes) {
        int last = sizes.length - 1;
        return switch (sizes.length) {
            case 2 -> Net.features(sizes[last]).batchNorm(options(name));
            case 3 -> Net.sequence(sizes[last]).batchNorm(options(name));
            default -> Net.image(sizes[1], sizes[2], sizes[3]).batchNorm(options(name));
        };
    }

    private static long[] sizes(String text) {
        return Arrays.stream(text.split(" ")).mapToLong(Long::parseLong).toArray();
    }

    @ParameterizedTest
    @CsvSource({
        "default, 4 3",
        "momentum 0.3, 4 3",
        "cumulative, 4 3",
        "epsilon 0.1, 4 3",
        "not affine, 5 2",
        "no running statistics, 5 2",
        "one channel, 7 1",
        "sequence, 2 5 3",
        "one sequence, 1 2 3",
        "image, 2 3 2 5",
        "one image, 1 3 2 2"
    })
    void valuesGradientsAndRunningStatisticsArePyTorchs(String name, String shape) {
        long[] sizes = sizes(shape);
        Net net = net(name, sizes);
        BatchNormReference.Case expected = REFERENCE.cases().get(name);
        Map<Variable, NumericArray> values = new HashMap<>();
        for (Parameter p : net.parameters()) {
            double start = p.path().endsWith("weight") ? 0.4 : 0.9;
            values.put(p.variable(), BatchNormReference.array(start, p.shape().sizes()));
        }
        for (Buffer b : net.buffers()) {
            double[] first = b.initializer().values(b.shape(), null).toArray();
            values.put(b.variable(), NumericArray.of(first, b.shape().sizes()));
        }
        for (int step = 0; step < 3; step++) {
            values.put(net.input(), BatchNormReference.array(step, sizes));
            Declaration training = net.declare(Mode.TRAINING);
            BatchNormReference.Step found = step(training, values);
            assertStep(name + ", step " + step, found, expected.steps().get(step));
            values.putAll(after(training, values));
        }
        values.put(net.input(), BatchNormReference.array(3, sizes));
        BatchNormReference.Step found = step(net.declare(Mode.EVALUATION), values);
        assertClose(name + ", y in evaluation", found.y(), expected.evaluation().y());
        assertClose(name + ", dx in evaluation", found.dx(), expected.evaluation().dx());
    }

    /** The new values of the buffers. */
    private static Map<Variable, NumericArray> after(
            Declaration declared, Map<Variable, NumericArray> values) {
        Evaluator evaluator = new Evaluator(values, 1);
        Map<Variable, NumericArray> after = new HashMap<>();
        declared.buffers().forEach(b -> after.put(b.variable(), evaluator.valueOf(b.after())));
        return after;
    }

    private static BatchNormReference.Step step(
            Declaration declared, Map<Variable, NumericArray> values) {
        Node y = declared.output();
        NumericArray output = new Evaluator(values, 1).valueOf(y);
        double[] waves = IntStream.range(0, output.count()).mapToDouble(i -> 0.7 * i).toArray();
        Variable c = new Variable("c", y.type(), Variable.Role.INPUT);
        NumericArray weights = NumericArray.of(waves, output.sizes()).map(Math::cos);
        Evaluator evaluator = new Evaluator(values, 1).with(c, weights);
        List<Node> by = new ArrayList<>(List.of(declared.input()));
        declared.parameters().forEach(p -> by.add(p.node()));
        List<double[]> gradients =
                Reverse.gradients(c.apply().times(y).sum(), Node.constant(1), by).stream()
                        .map(dx -> evaluator.valueOf(dx).values())
                        .toList();
        Map<Variable, NumericArray> after = after(declared, values);
        List<double[]> kept =
                declared.buffers().stream().map(b -> after.get(b.variable()).values()).toList();
        return new BatchNormReference.Step(
                output.values(),
                gradients.get(0),
                gradients.size() == 3 ? gradients.get(1) : null,
                gradients.size() == 3 ? gradients.get(2) : null,
                kept.isEmpty() ? null : kept.get(0),
                kept.isEmpty() ? null : kept.get(1));
    }

    private static void assertStep(
            String where, BatchNormReference.Step found, BatchNormReference.Step expected) {
        assertClose(where + ", y", found.y(), expected.y());
        assertClose(where + ", dx", found.dx(), expected.dx());
        assertClose(where + ", dweight", found.dweight(), expected.dweight());
        assertClose(where + ", dbias", found.dbias(), expected.dbias());
        assertClose(where + ", running mean", found.mean(), expected.mean());
        assertClose(where + ", running variance", found.variance(), expected.variance());
    }

    private static void assertClose(String what, double[] found, double[] expected) {
        if (expected == null) {
            assertThat(found).as(what).isNull();
        } else {
            assertThat(found).as(what).containsExactly(expected, within(DOUBLE));
        }
    }

    @Test
    void isNamedAsInPyTorch() {
        Net net = Net.features(3).batchNorm();
        assertThat(net.stored())
                .extracting(Stored::path)
                .containsExactly(
                        "batchNorm.weight",
                        "batchNorm.bias",
                        "batchNorm.running_mean",
                        "batchNorm.running_var");
        assertThat(net.parameterCount()).isEqualTo(6);
        assertThat(Net.features(3).batchNorm(BatchNorm::withCumulativeStatistics).buffers())
                .extracting(Buffer::path)
                .contains("batchNorm.num_batches_tracked");
    }

    @Test
    void everyModeHasTheSameBuffers() {
        Net net = Net.features(3).batchNorm(BatchNorm::withCumulativeStatistics);
        for (Mode mode : Mode.values()) {
            assertThat(net.declare(mode).buffers())
                    .extracting(Buffer::variable)
                    .containsExactlyElementsOf(
                            net.buffers().stream().map(Buffer::variable).toList());
        }
    }

    @Test
    void decayIsWhatTheMomentumLeaves() {
        assertThat(new BatchNorm().withDecay(0.75)).isEqualTo(new BatchNorm().withMomentum(0.25));
    }

    /**
     * (1 + 9)/2 − 2² = 1 where it is divided by n = 2, 2 where by n − 1; half of it and half of 1.
     */
    @Test
    void biasedVarianceIsDividedByN() {
        UnaryOperator<BatchNorm> half = n -> n.withMomentum(0.5).withEpsilon(0);
        assertThat(variance(half.andThen(BatchNorm::withBiasedVariance)::apply))
                .isCloseTo(1.0, within(DOUBLE));
        assertThat(variance(half)).isCloseTo(1.5, within(DOUBLE));
    }

    private static double variance(UnaryOperator<BatchNorm> options) {
        Net net = Net.features(1).batchNorm(options);
        Declaration declared = net.declare(Mode.TRAINING);
        Buffer variance = declared.buffers().get(1);
        Map<Variable, NumericArray> values = new HashMap<>();
        values.put(net.input(), NumericArray.of(new double[] {1, 3}, 2, 1));
        values.put(variance.variable(), NumericArray.of(new double[] {1}, 1));
        return new Evaluator(values, 1).valueOf(variance.after()).values()[0];
    }

    @Test
    void constantFeatureHasNoVariance() {
        Net net = Net.features(1).batchNorm(n -> n.withMomentum(1));
        Declaration declared = net.declare(Mode.TRAINING);
        Map<Variable, NumericArray> values = new HashMap<>();
        values.put(net.input(), NumericArray.of(new double[] {0.3, 0.3, 0.3}, 3, 1));
        declared.buffers().forEach(b -> values.put(b.variable(), NumericArray.filled(1, 1)));
        assertThat(new Evaluator(values, 1).valueOf(declared.buffers().get(1).after()).values()[0])
                .isBetween(0.0, 1e-18);
    }

    private static void assertFails(Runnable declaration, String message) {
        assertThatThrownBy(declaration::run)
                .isInstanceOf(ChainruleException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1.5, Double.NaN})
    void momentumOutsideOfItsRangeIsRejected(double momentum) {
        assertFails(
                () -> Net.features(3).batchNorm(n -> n.withMomentum(momentum)),
                "batchNorm: the momentum must be at least 0 and at most 1, but found "
                        + momentum
                        + ". It is the share of the newest batch; 0.1 is common.");
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1e-5, Double.NaN, Double.POSITIVE_INFINITY})
    void negativeEpsilonIsRejected(double epsilon) {
        assertFails(
                () -> Net.features(3).batchNorm(n -> n.withEpsilon(epsilon)),
                "batchNorm: epsilon must be 0 or more, but found " + epsilon + ". Use 1e-5.");
    }

    @Test
    void otherAxisIsRejected() {
        assertFails(
                () ->
                        Net.image(3, 4, 4)
                                .then(
                                        new BatchNorm(
                                                2, true, 1e-5, 0.1, BatchNorm.Running.NONE, true)),
                "batchNorm: the channels must be the last axis, -1, or axis 1 behind the batch, but"
                        + " found axis 2 of (batch, channel 3, height 4, width 4). Use -1 for"
                        + " vectors and 1 for images.");
    }
}
