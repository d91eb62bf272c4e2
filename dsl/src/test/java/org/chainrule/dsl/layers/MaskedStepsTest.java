package org.chainrule.dsl.layers;

import static org.assertj.core.api.Assertions.assertThat;

import org.chainrule.dsl.eval.NumericArray;
import org.junit.jupiter.api.Test;

/** The last step and the mean of sequences that are filled up to one length. */
class MaskedStepsTest {
    private static final NumericArray X =
            NumericArray.of(new double[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}, 3, 4, 1);

    /** Padding behind, padding before, and nothing but padding. */
    private static final NumericArray SEEN =
            NumericArray.of(new double[] {1, 1, 0, 0, 0, 0, 1, 1, 0, 0, 0, 0}, 3, 4);

    private static final NumericArray DY = NumericArray.of(new double[] {6, 12, 18}, 3, 1);

    private static LayerValues masked(Layer layer) {
        return LayerValues.of(X, layer).with("seen", SEEN);
    }

    @Test
    void lastIsTheLastStepThatIsSeen() {
        LayerValues last = masked(new Last().withMask(KeyMask.input("seen")));
        assertThat(last.output()).isEqualTo(NumericArray.of(new double[] {2, 8, 0}, 3, 1));
        assertThat(last.gradient("x", DY).values())
                .containsExactly(0, 6, 0, 0, 0, 0, 0, 12, 0, 0, 0, 0);
    }

    @Test
    void meanIsOverTheStepsThatAreSeen() {
        LayerValues mean = masked(new Mean().withMask(KeyMask.input("seen")));
        assertThat(mean.output()).isEqualTo(NumericArray.of(new double[] {1.5, 7.5, 0}, 3, 1));
        assertThat(mean.gradient("x", DY).values())
                .containsExactly(3, 3, 0, 0, 0, 0, 6, 6, 0, 0, 0, 0);
    }

    @Test
    void withoutAMaskAllStepsAreSeen() {
        NumericArray all = NumericArray.filled(1, 3, 4);
        KeyMask seen = KeyMask.input("seen");
        assertThat(LayerValues.of(X, new Last()).output())
                .isEqualTo(LayerValues.of(X, new Last().withMask(seen)).with("seen", all).output())
                .isEqualTo(NumericArray.of(new double[] {4, 8, 12}, 3, 1));
        assertThat(LayerValues.of(X, new Mean()).output())
                .isEqualTo(LayerValues.of(X, new Mean().withMask(seen)).with("seen", all).output())
                .isEqualTo(NumericArray.of(new double[] {2.5, 6.5, 10.5}, 3, 1));
    }
}
