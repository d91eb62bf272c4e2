package org.chainrule.trainers.depth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Gradient norms of networks with 50 layers: the first layer's over the last one's. */
final class DeepNetTest {
    private static final int LAYERS = 50;

    /**
     * By theory, the ratio is about the product of the layers' gains: 0.5 a layer for small weights
     * about 0 (0.5⁴⁹ = 2e-15), at most ¼ for sigmoid (3e-30), and 1 for He's. Relu after Xavier
     * halves values, √½ a layer, as well as gradients, and these are products of both: the first
     * layer's is √½⁴⁹ times 1 (4e-8), the last layer's 1 times √½⁵⁰.
     */
    @ParameterizedTest
    @CsvSource({
        "SMALL_WEIGHTS, 1e-17, 1e-13",
        "SIGMOID, 1e-36, 1e-28",
        "RELU_XAVIER, 1e-9, 1e-5",
        "RELU_HE, 0.02, 50",
        "RESIDUAL, 0.02, 50",
        "LAYER_NORM, 0.001, 1000",
        "PRE_NORM, 0.05, 200"
    })
    void gradientVanishesExplodesOrStays(DeepNet net, double least, double greatest) {
        double[] norms = net.norms(LAYERS);
        assertThat(norms).hasSize(LAYERS);
        assertThat(norms[0] / norms[LAYERS - 1]).as("first over last").isBetween(least, greatest);
    }

    /** Values grow by √2 a layer from the input, and gradients from the output: all are 2²⁵. */
    @Test
    void gradientExplodesInEveryLayer() {
        assertThat(Arrays.stream(DeepNet.LARGE_WEIGHTS.norms(LAYERS)).boxed())
                .hasSize(LAYERS)
                .allMatch(norm -> norm > 1e6);
    }
}
