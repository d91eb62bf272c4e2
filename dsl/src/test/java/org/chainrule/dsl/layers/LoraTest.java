package org.chainrule.dsl.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.types.DataType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.chainrule.dsl.Net;
import org.chainrule.dsl.SequenceNet;
import org.chainrule.dsl.djl.Adapters;
import org.chainrule.dsl.djl.Learner.Options;
import org.chainrule.dsl.djl.Trial;
import org.chainrule.dsl.djl.Weights;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.optimizers.Optimizers;
import org.chainrule.dsl.script.Gradients;
import org.chainrule.dsl.script.Precision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LoraTest {
    private static final int VOCABULARY = 5;

    /** A small GPT with ties and biases. */
    private static final SequenceNet PLAIN =
            Net.tokens(6)
                    .embed(VOCABULARY, 4)
                    .residual(r -> r.layerNorm().causalAttention(2))
                    .residual(r -> r.layerNorm().feedForward(8))
                    .tiedLogits();

    private static final SequenceNet ADAPTED = PLAIN.withLora(2, 3);

    /** 64 bits, through a few products. */
    private static final double DOUBLE = 1e-13;

    private static Trial trial(Network net, Gradients gradients, Weights weights) {
        Options options = new Options(gradients, Precision.FULL, 1);
        Trial trial = new Trial(net, Optimizers.adamW(0.05), options, weights);
        return trial.tokens(3, 6, VOCABULARY);
    }

    private static Weights weights(Network net) {
        return new Weights(net.stored(), 7, DataType.FLOAT64, Device.cpu());
    }

    @Test
    void pathsOfTheWeightsStay() {
        assertThat(ADAPTED.buffers())
                .extracting(b -> b.path() + " " + b.shape())
                .containsExactlyElementsOf(
                        PLAIN.parameters().stream().map(p -> p.path() + " " + p.shape()).toList());
        assertThat(ADAPTED.parameters())
                .extracting(p -> p.path() + " " + p.shape())
                .containsExactly(
                        "causalAttention.qkv.loraA (rank 2, width 4)",
                        "causalAttention.qkv.loraB (width 12, rank 2)",
                        "causalAttention.out.loraA (rank 2, width 4)",
                        "causalAttention.out.loraB (width 4, rank 2)",
                        "feedForward.up.loraA (rank 2, width 4)",
                        "feedForward.up.loraB (inner 8, rank 2)",
                        "feedForward.down.loraA (rank 2, inner 8)",
                        "feedForward.down.loraB (width 4, rank 2)");
    }

    @Test
    void adaptersHoldRankTimesTheSumOfTheSides() {
        assertThat(ADAPTED.parameterCount()).isEqualTo(2 * (16 + 8 + 12 + 12));
        assertThat(ADAPTED.declare(Mode.TRAINING).adapters().stream().mapToLong(Adapter::count))
                .containsExactly(2 * 16L, 2 * 8L, 2 * 12L, 2 * 12L);
    }

    /** Hu et al., table 4: 37.7M for GPT-3's q and v at rank 8, where 2 · 12,288² · 96 do not. */
    @Test
    void countOfGpt3sAdaptersIsThePapers() {
        Layer one = new Lora(8, 8, List.of(new Dense(12_288).withoutBias()));
        long each = Net.features(12_288).then(one).parameterCount();
        assertThat(2 * 96 * each).isEqualTo(37_748_736);
    }

    @ParameterizedTest
    @EnumSource
    void trainingBeginsFromTheNetworkAndChangesAdaptersAlone(Gradients gradients) {
        Weights plain = weights(PLAIN);
        Weights adapted = weights(ADAPTED);
        Adapters.begin(plain, adapted);
        try (Trial before = trial(PLAIN, Gradients.DERIVED, plain);
                Trial trial = trial(ADAPTED, gradients, adapted)) {
            double start = before.evaluate();
            assertThat(trial.evaluate()).isEqualTo(start);
            Map<String, double[]> first = new HashMap<>();
            adapted.arrays().keySet().forEach(path -> first.put(path, trial.values(path)));
            trial.losses(20);
            assertThat(trial.evaluate()).isLessThan(start * 0.9);
            first.forEach(
                    (path, values) -> {
                        if (path.contains("lora")) {
                            assertThat(trial.values(path)).as(path).isNotEqualTo(values);
                        } else {
                            assertThat(trial.values(path)).as(path).isEqualTo(values);
                        }
                    });
        }
    }

    @Test
    void mergedWeightsDoTheSame() {
        Weights adapted = weights(ADAPTED);
        Weights plain = weights(PLAIN);
        try (Trial trial = trial(ADAPTED, Gradients.DERIVED, adapted)) {
            trial.losses(5);
            Adapters.merge(ADAPTED, adapted, plain);
            try (Trial merged = trial(PLAIN, Gradients.DERIVED, plain)) {
                assertThat(merged.evaluate()).isCloseTo(trial.evaluate(), within(DOUBLE));
                assertThat(merged.values("feedForward.up.weight"))
                        .isNotEqualTo(trial.values("feedForward.up.weight"));
            }
        }
    }

    @Test
    void frozenLayersLearnNothingButLetGradientsThrough() {
        var net = Net.features(3).dense(4).frozen(f -> f.dense(4).layerNorm()).dense(2);
        assertThat(net.parameters())
                .extracting(Parameter::path)
                .containsExactly("dense.weight", "dense.bias", "dense3.weight", "dense3.bias");
        try (Trial trial = Trial.of(net, Optimizers.sgd(0.5), Gradients.AUTOGRAD)) {
            trial.features(8, 3, 2);
            double[] kept = trial.values("dense2.weight");
            double[] learned = trial.values("dense.weight");
            trial.losses(3);
            assertThat(trial.values("dense2.weight")).isEqualTo(kept);
            assertThat(trial.values("dense.weight")).isNotEqualTo(learned);
        }
    }

    @Test
    void rankMustNotBeAboveTheWeights() {
        for (int rank : new int[] {0, 5}) {
            assertThatThrownBy(() -> Net.features(4).lora(rank, 1, b -> b.dense(8)))
                    .isInstanceOf(ChainruleException.class)
                    .hasMessage(
                            "dense: the rank of adapters must be from 1 to the lesser side of the"
                                    + " weight, but "
                                    + rank
                                    + " is not from 1 to 4. Common ranks are 4 and 8.");
        }
    }

    @Test
    void strengthMustBeMoreThanZero() {
        assertThatThrownBy(() -> Net.features(4).dense(3).withLora(2, 0))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(
                        "dense: the strength α of adapters must be more than 0, but found 0.0."
                                + " Common are the rank and twice the rank.");
    }
}
