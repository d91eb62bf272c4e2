package org.chainrule.models;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.ndarray.types.DataType;
import org.chainrule.dsl.FeatureNet;
import org.chainrule.dsl.djl.Native;
import org.chainrule.dsl.djl.Predictor;
import org.chainrule.dsl.djl.Weights;
import org.chainrule.dsl.eval.NumericArray;
import org.junit.jupiter.api.Test;

class BigramTest {
    /** 729, as part 1 of the makemore lectures has them. */
    @Test
    void hasAScoreForEachPair() {
        assertThat(Bigram.of(new Bigram.Config(27)).parameterCount()).isEqualTo(729);
    }

    @Test
    void scoresAreTheRowOfTheTokenBefore() {
        FeatureNet net = Bigram.of(new Bigram.Config(3));
        try (var weights = new Weights(net.stored(), 1, DataType.FLOAT32, Device.cpu());
                var predictor = new Predictor(net, weights)) {
            NumericArray table = Native.numbers(weights.arrays().get("embed.weight"));
            NumericArray scores =
                    predictor.predict(NumericArray.of(new double[] {2, 0, 2, 1}, 4, 1));
            int[] tokens = {2, 0, 2, 1};
            for (int b = 0; b < 4; b++) {
                for (int v = 0; v < 3; v++) {
                    assertThat(scores.at(b, v)).isEqualTo(table.at(tokens[b], v));
                }
            }
        }
    }
}
