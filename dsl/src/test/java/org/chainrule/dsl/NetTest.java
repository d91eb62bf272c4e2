package org.chainrule.dsl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.chainrule.dsl.graph.DType;
import org.chainrule.dsl.graph.Dim;
import org.chainrule.dsl.layers.Mode;
import org.chainrule.dsl.layers.Parameter;
import org.junit.jupiter.api.Test;

class NetTest {

    @Test
    void tokensAreWholeNumbersByBatchAndTime() {
        TokenNet net = Net.tokens(8);
        assertThat(net.output()).hasToString("(batch, time)");
        assertThat(net.input().type().dtype()).isEqualTo(DType.INT);
        assertThat(net.input().name()).isEqualTo("tokens");
    }

    @Test
    void featuresAreRealNumbersByBatchAndWidth() {
        FeatureNet net = Net.features(4);
        assertThat(net.output()).hasToString("(batch, width 4)");
        assertThat(net.input().type().dtype()).isEqualTo(DType.FLOAT);
    }

    @Test
    void sequencesAreVectorsByBatchAndTime() {
        assertThat(Net.sequence(4).output()).hasToString("(batch, time, width 4)");
    }

    @Test
    void imagesHaveChannelsHeightAndWidth() {
        assertThat(Net.image(3, 28, 20).output())
                .hasToString("(batch, channel 3, height 28, width 20)");
    }

    @Test
    void flattenedImageIsOneVector() {
        assertThat(Net.image(3, 4, 5).flatten().dense(2).output()).hasToString("(batch, width 2)");
        assertThat(Net.image(3, 4, 5).flatten().output().sizes()).containsExactly(-1, 60);
    }

    @Test
    void networkWithoutLayersHasNoParameters() {
        assertThat(Net.features(4).parameters()).isEmpty();
        assertThat(Net.features(4).parameterCount()).isZero();
        assertThat(Net.features(4).layers()).isEmpty();
    }

    @Test
    void parameterCountAddsUpAllShapes() {
        assertThat(Net.features(4).dense(16).relu().dense(3).parameterCount())
                .isEqualTo(4 * 16 + 16 + 16 * 3 + 3);
    }

    @Test
    void sharedParameterCountsOnce() {
        SequenceNet tied = Net.tokens(8).embed(10, 4).tiedLogits();
        assertThat(tied.parameters()).extracting(Parameter::path).containsExactly("embed.weight");
        assertThat(tied.parameterCount()).isEqualTo(10 * 4);
    }

    @Test
    void stepLeavesTheEarlierValueAsItWas() {
        FeatureNet before = Net.features(4).dense(16);
        FeatureNet after = before.relu().dense(3);
        assertThat(before.layers()).hasSize(1);
        assertThat(before.output()).hasToString("(batch, width 16)");
        assertThat(before.parameters())
                .extracting(Parameter::path)
                .containsExactly("dense.weight", "dense.bias");
        assertThat(after.layers()).hasSize(3);
    }

    @Test
    void twoNetworksMayGoOnFromOne() {
        FeatureNet trunk = Net.features(4).dense(16);
        assertThat(trunk.dense(2).output()).hasToString("(batch, width 2)");
        assertThat(trunk.dense(5).output()).hasToString("(batch, width 5)");
    }

    @Test
    void layersCannotBeChangedFromOutside() {
        FeatureNet net = Net.features(4).dense(16);
        assertThatThrownBy(() -> net.layers().clear())
                .isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> net.parameters().clear())
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void secondOfANameIsNumbered() {
        assertThat(Net.features(4).dense(3).dense(3).dense(3).parameters())
                .extracting(Parameter::path)
                .containsExactly(
                        "dense.weight",
                        "dense.bias",
                        "dense2.weight",
                        "dense2.bias",
                        "dense3.weight",
                        "dense3.bias");
    }

    @Test
    void numberNeverMeetsANameOfOnesOwn() {
        FeatureNet net =
                Net.features(4)
                        .dense(3)
                        .dense(3, d -> d.named("dense2").withoutBias())
                        .dense(3, d -> d.withoutBias());
        assertThat(net.parameters())
                .extracting(Parameter::path)
                .containsExactly("dense.weight", "dense.bias", "dense2.weight", "dense3.weight");
    }

    @Test
    void textSaysWhatGoesInAndWhatComesOut() {
        assertThat(Net.tokens(8).embed(10, 4))
                .hasToString("tokens (batch, time) → (batch, time, width 4)");
    }

    @Test
    void declarationForTrainingHoldsDropoutAndThatForUseDoesNot() {
        FeatureNet net = Net.features(4).dropout(0.5);
        assertThat(net.declare(Mode.TRAINING).output())
                .isNotSameAs(net.declare(Mode.TRAINING).input());
        assertThat(net.declare(Mode.EVALUATION).output().call().op()).isEqualTo(net.input());
    }

    @Test
    void onlyDecodingKeepsState() {
        SequenceNet net = Net.tokens(8).embed(10, 4).causalAttention(2);
        assertThat(net.declare(Mode.TRAINING).states()).isEmpty();
        assertThat(net.declare(Mode.EVALUATION).states()).isEmpty();
        assertThat(net.declare(Mode.DECODING).states())
                .extracting(state -> state.before().shape().toString())
                .containsExactly("(batch, head 2, past, size 2)", "(batch, head 2, past, size 2)");
    }

    @Test
    void contextIsKnownOnlyWhereThereIsOne() {
        assertThat(Net.tokens(8).embed(10, 4).dense(3).context()).isEqualTo(8);
        assertThat(Net.sequence(4).dense(3).context()).isEqualTo(Dim.OPEN);
    }

    @Test
    void blockIsAnOrdinaryDjlBlock() {
        try (var block = Net.features(4).dense(3).block()) {
            assertThat(block.getParameters().keys()).containsExactly("dense.weight", "dense.bias");
        }
    }
}
