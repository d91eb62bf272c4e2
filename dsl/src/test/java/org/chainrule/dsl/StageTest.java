package org.chainrule.dsl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.layers.Parameter;
import org.chainrule.dsl.ops.Gelu;
import org.chainrule.dsl.ops.Softmax;
import org.junit.jupiter.api.Test;

/** The steps that any shape takes, and what they say where they do not fit. */
class StageTest {
    private static void assertFails(Runnable declaration, String message) {
        assertThatThrownBy(declaration::run)
                .isInstanceOf(ChainruleException.class)
                .hasMessage(message);
    }

    @Test
    void activationsKeepTheShapeAndHaveNoParameters() {
        ImageNet image = Net.image(3, 4, 5);
        for (ImageNet net :
                new ImageNet[] {
                    image.gelu(),
                    image.gelu(Gelu.Approximation.TANH),
                    image.relu(),
                    image.leakyRelu(),
                    image.leakyRelu(0.2),
                    image.softplus(),
                    image.silu(),
                    image.elu(),
                    image.selu(),
                    image.mish(),
                    image.hardTanh(),
                    image.relu6(),
                    image.hardSigmoid(),
                    image.hardSwish(),
                    image.logSigmoid(),
                    image.tanh(),
                    image.sigmoid(),
                    image.dropout(0.1)
                }) {
            assertThat(net.output()).isEqualTo(image.output());
            assertThat(net.parameters()).isEmpty();
        }
        assertThat(Net.features(4).activation(new Softmax()).output())
                .hasToString("(batch, width 4)");
    }

    @Test
    void gatesHalveTheWidth() {
        SequenceNet net = Net.sequence(6);
        for (SequenceNet gated : new SequenceNet[] {net.glu(), net.swiGlu(), net.geGlu()}) {
            assertThat(gated.output()).hasToString("(batch, time, width 3)");
        }
    }

    @Test
    void slopesAreLearnedOneForAllOrOneForEachChannel() {
        ImageNet image = Net.image(3, 4, 5);
        assertThat(image.prelu().parameters())
                .extracting(p -> p.path() + p.shape())
                .containsExactly("prelu.weight(1)");
        assertThat(image.prelu(p -> p.perChannel(1)).parameters())
                .extracting(p -> p.path() + p.shape())
                .containsExactly("prelu.weight(channel 3)");
    }

    @Test
    void residualKeepsTheShapeAndLeavesNoTraceInPaths() {
        SequenceNet net = Net.sequence(4).residual(r -> r.layerNorm().dense(4));
        assertThat(net.output()).hasToString("(batch, time, width 4)");
        assertThat(net.parameters())
                .extracting(Parameter::path)
                .containsExactly(
                        "layerNorm.weight", "layerNorm.bias", "dense.weight", "dense.bias");
    }

    @Test
    void partsOfTwoResidualsShareOneCount() {
        SequenceNet net =
                Net.sequence(4)
                        .residual(r -> r.dense(4, d -> d.withoutBias()))
                        .residual(r -> r.dense(4, d -> d.withoutBias()));
        assertThat(net.parameters())
                .extracting(Parameter::path)
                .containsExactly("dense.weight", "dense2.weight");
    }

    @Test
    void repeatNumbersItsBlocksFromZero() {
        FeatureNet net = Net.features(4).repeat(3, b -> b.dense(4, d -> d.withoutBias()));
        assertThat(net.parameters())
                .extracting(Parameter::path)
                .containsExactly(
                        "block[0].dense.weight", "block[1].dense.weight", "block[2].dense.weight");
    }

    @Test
    void repeatWithinRepeatNestsPaths() {
        FeatureNet net =
                Net.features(4)
                        .repeat(2, b -> b.repeat(2, c -> c.dense(4, d -> d.withoutBias())))
                        .repeat(1, b -> b.dense(4, d -> d.withoutBias()));
        assertThat(net.parameters())
                .extracting(Parameter::path)
                .containsExactly(
                        "block[0].block[0].dense.weight",
                        "block[0].block[1].dense.weight",
                        "block[1].block[0].dense.weight",
                        "block[1].block[1].dense.weight",
                        "block2[0].dense.weight");
    }

    @Test
    void repeatedBodyMayChangeTheWidthOnce() {
        assertThat(Net.features(4).repeat(1, b -> b.dense(7)).output())
                .hasToString("(batch, width 7)");
    }

    @Test
    void repeatOfAnEmptyBodyIsTheInput() {
        FeatureNet net = Net.features(4).repeat(2, b -> b);
        assertThat(net.output()).hasToString("(batch, width 4)");
        assertThat(net.parameters()).isEmpty();
    }

    @Test
    void residualRejectsBodyThatChangesTheWidth() {
        assertFails(
                () -> Net.sequence(4).residual(r -> r.dense(8)),
                "network: the body of a residual must keep the shape (batch, time, width 4), but"
                        + " gives (batch, time, width 8). End the body with a layer that restores"
                        + " it.");
    }

    @Test
    void residualWithinRepeatSaysItsBlock() {
        assertFails(
                () -> Net.features(4).repeat(2, b -> b.residual(r -> r.dense(8))),
                "block[0]: the body of a residual must keep the shape (batch, width 4), but gives"
                        + " (batch, width 8). End the body with a layer that restores it.");
    }

    @Test
    void repeatRejectsZeroTimes() {
        assertFails(
                () -> Net.features(4).repeat(0, b -> b.dense(4)),
                "network: a block must be repeated at least once, but found 0. Use 1 or more.");
    }

    @Test
    void repeatWithinRepeatRejectsZeroTimes() {
        assertFails(
                () -> Net.features(4).repeat(2, b -> b.repeat(0, c -> c.dense(4))),
                "block[0]: a block must be repeated at least once, but found 0. Use 1 or more.");
    }

    @Test
    void laterBlockThatDoesNotFitSaysItsNumber() {
        assertFails(
                () -> Net.features(8).repeat(2, b -> b.then(new HalfOfEight())),
                "block[1].halfOfEight: the width must be 8, but found 4. Repeat it once.");
    }

    @Test
    void dropoutRejectsCertainty() {
        assertFails(
                () -> Net.features(4).dropout(1),
                "dropout: the probability must be at least 0 and less than 1, but found 1.0. Common"
                        + " values are 0.1 and 0.5.");
    }

    @Test
    void dropoutRejectsWhatIsNoNumber() {
        assertFails(
                () -> Net.features(4).dropout(Double.NaN),
                "dropout: the probability must be at least 0 and less than 1, but found NaN. Common"
                        + " values are 0.1 and 0.5.");
    }

    @Test
    void secondDropoutIsNumberedInItsMessage() {
        assertFails(
                () -> Net.features(4).dropout(0.1).dropout(-0.1),
                "dropout2: the probability must be at least 0 and less than 1, but found -0.1."
                        + " Common values are 0.1 and 0.5.");
    }
}
