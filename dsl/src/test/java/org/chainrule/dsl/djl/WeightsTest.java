package org.chainrule.dsl.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.Device;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import org.chainrule.dsl.FeatureNet;
import org.chainrule.dsl.Net;
import org.chainrule.dsl.layers.Network;
import org.junit.jupiter.api.Test;

class WeightsTest {
    private static final long SEED = 8;
    private static final FeatureNet NET = Net.features(4).dense(16).layerNorm().dense(3);

    private static double[] values(Network net, long seed, String path, DataType type) {
        return values(net, seed, path, type, Device.cpu());
    }

    private static double[] values(
            Network net, long seed, String path, DataType type, Device device) {
        try (Weights weights = new Weights(net.parameters(), seed, type, device)) {
            return Trial.numbers(weights.arrays().get(path));
        }
    }

    private static double[] values(Network net, String path) {
        return values(net, SEED, path, DataType.FLOAT32);
    }

    @Test
    void arraysStandInTheOrderOfDeclarationWithTheirShapes() {
        try (Weights weights =
                new Weights(NET.parameters(), SEED, DataType.FLOAT32, Device.cpu())) {
            assertThat(weights.arrays().keySet())
                    .containsExactly(
                            "dense.weight",
                            "dense.bias",
                            "layerNorm.weight",
                            "layerNorm.bias",
                            "dense2.weight",
                            "dense2.bias");
            assertThat(weights.arrays().get("dense.weight").getShape()).isEqualTo(new Shape(16, 4));
            assertThat(weights.arrays().get("dense2.bias").getShape()).isEqualTo(new Shape(3));
            assertThat(weights.arrays().get("dense.weight").getDataType())
                    .isEqualTo(DataType.FLOAT32);
        }
    }

    @Test
    void denseBeginsWithinTheRootOfItsInputs() {
        assertThat(Arrays.stream(values(NET, "dense.weight")).distinct().boxed())
                .hasSize(64)
                .allMatch(w -> Math.abs(w) <= 0.5);
        assertThat(Arrays.stream(values(NET, "dense2.bias")).boxed())
                .allMatch(w -> Math.abs(w) <= 0.25);
    }

    @Test
    void normalizationBeginsAsTheIdentity() {
        assertThat(values(NET, "layerNorm.weight")).hasSize(16).containsOnly(1);
        assertThat(values(NET, "layerNorm.bias")).hasSize(16).containsOnly(0);
    }

    @Test
    void otherLayersDoNotChangeWhatIsDrawn() {
        FeatureNet longer = Net.features(4).gelu().dense(16).dropout(0.1).dense(7).logits(2);
        assertThat(values(longer, "dense.weight")).containsExactly(values(NET, "dense.weight"));
        assertThat(values(longer, "dense.bias")).containsExactly(values(NET, "dense.bias"));
    }

    @Test
    void pathAndSeedDecideWhatIsDrawn() {
        FeatureNet twins = Net.features(4).dense(4).dense(4);
        double[] first = values(twins, "dense.weight");
        assertThat(values(twins, "dense2.weight")).isNotEqualTo(first);
        assertThat(values(twins, SEED + 1, "dense.weight", DataType.FLOAT32)).isNotEqualTo(first);
        assertThat(values(twins, SEED, "dense.weight", DataType.FLOAT32)).containsExactly(first);
    }

    @Test
    void seedsAndPathsThatDifferInOneBitDrawApart() {
        FeatureNet blocks = Net.features(4).repeat(2, b -> b.dense(4));
        double[] one = values(blocks, "block[0].dense.weight");
        assertThat(values(blocks, "block[1].dense.weight")).doesNotContain(one);
        assertThat(values(blocks, SEED ^ 1, "block[0].dense.weight", DataType.FLOAT32))
                .doesNotContain(one);
    }

    @Test
    void singleNumbersAreTheDoublesRounded() {
        double[] exact = values(NET, SEED, "dense.weight", DataType.FLOAT64);
        assertThat(values(NET, "dense.weight"))
                .containsExactly(Arrays.stream(exact).map(v -> (float) v).toArray())
                .isNotEqualTo(exact);
    }

    @Test
    void gpuDrawsWhatTheCpuDraws() {
        assumeTrue(Native.engine().getGpuCount() > 0, "there is no GPU here");
        assertThat(values(NET, SEED, "dense.weight", DataType.FLOAT32, Device.gpu()))
                .containsExactly(values(NET, "dense.weight"));
    }
}
