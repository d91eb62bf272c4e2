package org.chainrule.trainers.plots;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LabelsTest {
    @Test
    void computedNumbersHaveSixDigitsAndMeasuredOnesThree() {
        assertThat(Labels.exact(-Math.sqrt(2))).isEqualTo("−1.41421");
        assertThat(Labels.measured(-Math.sqrt(2))).isEqualTo("−1.41");
        assertThat(Labels.measured(2)).isEqualTo("2");
    }

    @Test
    void powersOfTenAreWrittenAsPeopleDo() {
        assertThat(Labels.measured(2.45765e-5)).isEqualTo("2.46·10⁻⁵");
        assertThat(Labels.measured(-1.5e21)).isEqualTo("−1.5·10²¹");
    }
}
