package org.chainrule.dsl.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.chainrule.dsl.Net;
import org.chainrule.dsl.SequenceNet;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.eval.NumericArray;
import org.chainrule.dsl.ops.Rotary;
import org.junit.jupiter.api.Test;

class SelfAttentionTest {
    /** 64 bits, but for the order of sums. */
    private static final double DOUBLE = 1e-14;

    private static final NumericArray X = LayerValues.random(1, 2, 3, 8);

    private static void assertFails(Runnable declaration, String message) {
        assertThatThrownBy(declaration::run)
                .isInstanceOf(ChainruleException.class)
                .hasMessage(message);
    }

    @Test
    void groupedKeysHaveFewerRows() {
        SequenceNet net = Net.sequence(8).selfAttention(4, a -> a.withKeyHeads(2).withoutBias());
        assertThat(net.parameters())
                .extracting(p -> p.path() + " " + p.shape())
                .containsExactly(
                        "selfAttention.qkv.weight (width 16, width 8)",
                        "selfAttention.out.weight (width 8, width 8)");
        assertThat(net.output()).hasToString("(batch, time, width 8)");
    }

    /** Each group's keys and values written out for each of its heads. */
    @Test
    void groupedAttentionIsThatOfRepeatedKeys() {
        LayerValues grouped = LayerValues.of(X, new SelfAttention(4).withKeyHeads(2).withoutBias());
        double[] few = grouped.value("selfAttention.qkv.weight").values(); // rows: 8 q, 4 k, 4 v
        double[] many = new double[24 * 8];
        for (int row = 0; row < 24; row++) {
            int part = row / 8; // q, k or v
            int head = row % 8 / 2;
            int from = part == 0 ? row : 8 + 4 * (part - 1) + head / 2 * 2 + row % 2;
            System.arraycopy(few, from * 8, many, row * 8, 8);
        }
        LayerValues whole =
                LayerValues.of(X, new SelfAttention(4).withoutBias())
                        .with("selfAttention.qkv.weight", NumericArray.of(many, 24, 8))
                        .with(
                                "selfAttention.out.weight",
                                grouped.value("selfAttention.out.weight"));
        assertThat(grouped.output().values())
                .containsExactly(whole.output().values(), within(DOUBLE));
    }

    @Test
    void causalStepDoesNotSeeWhatFollows() {
        double[] changed = X.values();
        Arrays.fill(changed, 2 * 8, 3 * 8, 5); // the last step of the first row
        for (SelfAttention attention :
                new SelfAttention[] {
                    new SelfAttention(2).onlyPast(),
                    new SelfAttention(4).onlyPast().withKeyHeads(1).withRotary()
                }) {
            double[] before = LayerValues.of(X, attention).output().values();
            NumericArray other = NumericArray.of(changed, 2, 3, 8);
            double[] after = LayerValues.of(other, attention).output().values();
            assertThat(Arrays.copyOf(after, 16)).containsExactly(Arrays.copyOf(before, 16));
            assertThat(after[16]).isNotEqualTo(before[16]);
        }
    }

    /** Steps change places: so do the results, unless places count. */
    @Test
    void withoutPositionsOrderDoesNotCount() {
        double[] swapped = X.values();
        System.arraycopy(X.values(), 0, swapped, 8, 8);
        System.arraycopy(X.values(), 8, swapped, 0, 8);
        NumericArray other = NumericArray.of(swapped, 2, 3, 8);
        SelfAttention plain = new SelfAttention(2);
        double[] y = LayerValues.of(X, plain).output().values();
        double[] z = LayerValues.of(other, plain).output().values();
        assertThat(Arrays.copyOfRange(z, 8, 16))
                .containsExactly(Arrays.copyOf(y, 8), within(DOUBLE));
        double[] rotary = LayerValues.of(X, plain.withRotary()).output().values();
        double[] turned = LayerValues.of(other, plain.withRotary()).output().values();
        assertThat(Arrays.copyOfRange(turned, 8, 16)).isNotEqualTo(Arrays.copyOf(rotary, 8));
    }

    @Test
    void paddingChangesNothing() {
        KeyMask seen = KeyMask.exceptToken(0);
        Layer[] layers = {new Embed(5, 8), new SelfAttention(2).withMask(seen)};
        NumericArray three = NumericArray.of(new double[] {3, 1, 4}, 1, 3);
        NumericArray padded = NumericArray.of(new double[] {3, 1, 4, 0, 0}, 1, 5);
        double[] alone =
                LayerValues.ofTokens(three, layers).with("tokens", three).output().values();
        double[] filled =
                LayerValues.ofTokens(padded, layers).with("tokens", padded).output().values();
        assertThat(Arrays.copyOf(filled, 24)).containsExactly(alone, within(DOUBLE));
    }

    @Test
    void maskIsMadeFromTheNetworksOwnTokens() {
        SequenceNet net =
                Net.tokens(8)
                        .embed(5, 4, e -> e.withPadding(0))
                        .selfAttention(2, a -> a.withMask(KeyMask.exceptToken(0)));
        assertThat(net.inputs()).containsExactly(net.input());
    }

    @Test
    void keyHeadsMustDivideHeads() {
        assertFails(
                () -> Net.sequence(16).selfAttention(8, a -> a.withKeyHeads(3)),
                "selfAttention: key heads must divide heads, but 3 does not divide 8. Try 2 or 4"
                        + " key heads.");
        assertFails(
                () -> Net.sequence(6).causalAttention(3, a -> a.withKeyHeads(0)),
                "causalAttention: key heads must divide heads, but 0 does not divide 3. Try 1 or 3"
                        + " key heads.");
    }

    @Test
    void headsMustDivideTheWidth() {
        assertFails(
                () -> Net.sequence(6).crossAttention(4, 5),
                "crossAttention: heads must divide width, but 4 does not divide 6. Try 2 or 3"
                        + " heads.");
    }

    @Test
    void rotaryNeedsAnEvenHeadSize() {
        assertFails(
                () -> Net.sequence(6).selfAttention(2, SelfAttention::withRotary),
                "selfAttention: rotary positions need an even head size, but width 6 over 2 heads"
                        + " is 3. Change the width or the heads.");
    }

    @Test
    void sinusoidalPositionsNeedAnEvenWidth() {
        assertFails(
                () -> Net.sequence(5).sinusoidalPositions(),
                "positions: sinusoidal positions need an even width, but found width 5. A sine and"
                        + " a cosine share each wavelength.");
    }

    @Test
    void baseOfPositionsMustBeMoreThanZero() {
        String rest =
                "the base of positions must be more than 0, but found 0.0. The papers take 10,000.";
        Rotary flat = new Rotary(0, Rotary.Pairing.HALVES);
        assertFails(
                () -> Net.sequence(8).selfAttention(2, a -> a.withRotary(flat)),
                "selfAttention: " + rest);
        assertFails(
                () -> Net.sequence(8).sinusoidalPositions(p -> p.withBase(0)),
                "positions: " + rest);
    }

    @Test
    void feedForwardNeedsHiddenUnits() {
        String rest =
                "there must be 1 or more hidden units, but found 0. Common are four times the"
                        + " width.";
        assertFails(() -> Net.features(4).feedForward(0), "feedForward: " + rest);
        assertFails(() -> Net.sequence(4).swiGlu(0), "swiGlu: " + rest);
    }
}
