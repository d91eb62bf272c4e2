package org.chainrule.dsl.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class NumericArrayTest {
    private static final NumericArray MATRIX =
            NumericArray.of(new double[] {1, 2, 3, 4, 5, 6}, 2, 3);

    @Test
    void lastAxisVariesFastest() {
        assertThat(MATRIX.at(0, 2)).isEqualTo(3);
        assertThat(MATRIX.at(1, 0)).isEqualTo(4);
    }

    @Test
    void negativeAxisCountsFromTheEnd() {
        assertThat(MATRIX.size(-1)).isEqualTo(3);
    }

    @Test
    void reshapedKeepsTheOrder() {
        assertThat(MATRIX.reshaped(3, 2).at(1, 0)).isEqualTo(3);
    }

    @Test
    void withChangesACopy() {
        assertThat(MATRIX.with(0, 9).at(0, 0)).isEqualTo(9);
        assertThat(MATRIX.at(0, 0)).isEqualTo(1);
    }

    @Test
    void valuesAreACopy() {
        MATRIX.values()[0] = 9;
        assertThat(MATRIX.at(0, 0)).isEqualTo(1);
    }

    @Test
    void equalNumbersOfOtherSizesDiffer() {
        assertThat(MATRIX).isEqualTo(NumericArray.of(MATRIX.values(), 2, 3));
        assertThat(MATRIX).isNotEqualTo(MATRIX.reshaped(3, 2));
    }

    @Test
    void printsNestedBrackets() {
        assertThat(MATRIX).hasToString("[[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]");
        assertThat(NumericArray.scalar(7)).hasToString("7.0");
        assertThat(NumericArray.filled(0, 2, 0)).hasToString("[[], []]");
    }

    @Test
    void rejectsSizesThatDoNotMultiplyToTheCount() {
        assertThatThrownBy(() -> NumericArray.of(new double[5], 2, 3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "the sizes of an array must multiply to how many numbers it holds, but found"
                                + " [2, 3] and 5");
    }

    @Test
    void rejectsIndexOutsideAnAxis() {
        assertThatThrownBy(() -> MATRIX.at(0, 3)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void rejectsIndexOfTooFewAxes() {
        assertThatThrownBy(() -> MATRIX.at(1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("an index must name each axis, but found [1] for sizes [2, 3]");
    }

    @Test
    void onlyASingleNumberIsAnItem() {
        assertThat(NumericArray.filled(3, 1, 1).item()).isEqualTo(3);
        assertThatThrownBy(MATRIX::item)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("an array of one number is needed, but it holds 6");
    }
}
