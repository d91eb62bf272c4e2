package org.chainrule.trainers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.chainrule.datasets.SequentialWindows;
import org.chainrule.datasets.TokenBatch;
import org.chainrule.dsl.SequenceNet;
import org.chainrule.dsl.eval.Evaluator;
import org.chainrule.dsl.eval.NumericArray;
import org.chainrule.dsl.graph.Variable;
import org.chainrule.dsl.layers.Declaration;
import org.chainrule.dsl.layers.Mode;
import org.chainrule.dsl.layers.Parameter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The loss that a run ends with, against one computed without libtorch. */
class ValidationTest {
    private static final double SINGLE_PRECISION = 1e-5;
    private static final int OTHER_BATCH = 7;

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.3}) // which validation leaves out
    void lossIsTheMeanOverTheWholeValidationSplit(double dropout) {
        SequenceNet net = SmallGpt.net(dropout);
        try (Run run = SmallGpt.training(net).steps(30).start()) {
            assertThat(run.validationLoss()).isCloseTo(byHand(net, run), within(SINGLE_PRECISION));
        }
    }

    /** The mean of −ln softmax(logits)[target], one target after another, in 64 bits. */
    private static double byHand(SequenceNet net, Run run) {
        var windows = new SequentialWindows(SmallGpt.DATA.validationTokens(), SmallGpt.CONTEXT);
        double sum = 0;
        for (TokenBatch batch : windows.batches(OTHER_BATCH)) {
            double[] logits = logits(net, run, batch);
            int classes = logits.length / batch.size();
            for (int i = 0; i < batch.size(); i++) {
                double[] row = Arrays.copyOfRange(logits, i * classes, (i + 1) * classes);
                double partition = Arrays.stream(row).map(Math::exp).sum();
                sum += Math.log(partition) - row[(int) batch.targets()[i]];
            }
        }
        return sum / windows.targets();
    }

    /** What the network makes of a batch, evaluated step by step. */
    private static double[] logits(SequenceNet net, Run run, TokenBatch batch) {
        Declaration declared = net.declare(Mode.EVALUATION);
        Map<Variable, NumericArray> values = new HashMap<>();
        double[] tokens = LongStream.of(batch.inputs()).asDoubleStream().toArray();
        values.put(net.input(), NumericArray.of(tokens, batch.batch(), batch.time()));
        for (Parameter parameter : declared.parameters()) {
            NDArray weight = run.weights().arrays().get(parameter.path());
            float[] numbers = weight.toFloatArray();
            double[] wide =
                    IntStream.range(0, numbers.length).mapToDouble(i -> numbers[i]).toArray();
            Variable variable = (Variable) parameter.node().call().op();
            values.put(variable, NumericArray.of(wide, parameter.shape().sizes()));
        }
        return new Evaluator(values, 1).valueOf(declared.output()).values();
    }
}
