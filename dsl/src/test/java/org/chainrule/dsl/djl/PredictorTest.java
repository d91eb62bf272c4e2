package org.chainrule.dsl.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import java.util.HashMap;
import java.util.Map;
import org.chainrule.dsl.Net;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.eval.Evaluator;
import org.chainrule.dsl.eval.NumericArray;
import org.chainrule.dsl.graph.Variable;
import org.chainrule.dsl.layers.Declaration;
import org.chainrule.dsl.layers.Mode;
import org.chainrule.dsl.layers.Stored;
import org.junit.jupiter.api.Test;

class PredictorTest {
    private static final long SEED = 3;
    private static final double ROUNDING = 1e-12; // of some hundred operations in 64 bits
    private static final Net NET =
            Net.features(2).dense(3).batchNorm().gelu().dropout(0.5).logits(2);
    private static final NumericArray X =
            NumericArray.of(new double[] {0.5, -1, 2, 0.25, -3, 1}, 3, 2);

    private static Weights weights(Net net) {
        return new Weights(net.stored(), SEED, DataType.FLOAT64, Device.cpu());
    }

    /** The same step by step in plain Java. */
    private static NumericArray evaluated(Net net, Weights weights, NumericArray x) {
        Declaration declared = net.declare(Mode.EVALUATION);
        Map<Variable, NumericArray> given = new HashMap<>();
        given.put(net.input(), x);
        for (Stored stored : net.stored()) {
            given.put(stored.variable(), Native.numbers(weights.of(stored.variable())));
        }
        return new Evaluator(given, 0).valueOf(declared.output());
    }

    private static void compare(NumericArray found, NumericArray expected) {
        assertThat(found.sizes()).containsExactly(expected.sizes());
        assertThat(found.values()).containsExactly(expected.values(), within(ROUNDING));
    }

    @Test
    void predictsWhatStepByStepEvaluationGives() {
        try (Weights weights = weights(NET);
                Predictor predictor = new Predictor(NET, weights)) {
            compare(predictor.predict(X), evaluated(NET, weights, X));
        }
    }

    @Test
    void takesTokens() {
        Net gpt = TinyGpt.of(8, 0.5);
        NumericArray tokens = NumericArray.of(new double[] {1, 0, 2, 3, 1, 1}, 2, 3);
        try (Weights weights = weights(gpt);
                Predictor predictor = new Predictor(gpt, weights)) {
            compare(predictor.predict(tokens), evaluated(gpt, weights, tokens));
        }
    }

    @Test
    void seesWeightsThatHaveChanged() {
        try (Weights weights = weights(NET);
                Predictor predictor = new Predictor(NET, weights)) {
            NumericArray before = predictor.predict(X);
            NDArray last = weights.arrays().get("logits.weight");
            last.muli(last.onesLike().add(last.onesLike()));
            compare(predictor.predict(X), before.map(score -> 2 * score));
        }
    }

    @Test
    void rejectsInputsThatDoNotFit() {
        try (Weights weights = weights(NET);
                Predictor predictor = new Predictor(NET, weights)) {
            assertThatThrownBy(() -> predictor.predict(X, X))
                    .isInstanceOf(ChainruleException.class)
                    .hasMessage(
                            "network: there must be an array for each input: features, but found 2."
                                    + " Give them in this order.");
            assertThatThrownBy(() -> predictor.predict(X.reshaped(2, 3)))
                    .isInstanceOf(ChainruleException.class)
                    .hasMessage(
                            "features: data must have the shape (batch, width 2) without an empty"
                                    + " axis, but found (2, 3). Reshape the data, or leave empty"
                                    + " batches out.");
        }
    }
}
