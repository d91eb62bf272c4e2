package org.chainrule.dsl.derivation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class NumeralsTest {

    @Test
    void closedFormsOfTheOpsAreRecognized() {
        assertThat(text(0.5)).isEqualTo("1/2");
        assertThat(text(-3)).isEqualTo("−3");
        assertThat(text(Math.sqrt(0.5))).isEqualTo("1/√2");
        assertThat(text(1 / Math.sqrt(2 * Math.PI))).isEqualTo("1/√(2π)");
        assertThat(text(2 / Math.sqrt(Math.PI))).isEqualTo("2/√π");
        assertThat(text(1 / Math.sqrt(32))).isEqualTo("1/√32");
        assertThat(text(1 / Math.sqrt(96))).isEqualTo("1/√96");
        assertThat(text(1 / 0.9)).isEqualTo("10/9");
        assertThat(text(0.5 * Math.log(2 * Math.PI))).isEqualTo("ln(√(2π))");
        assertThat(text(1.5 * Math.log(2 * Math.PI))).isEqualTo("3·ln(√(2π))");
        assertThat(text(1e-5)).isEqualTo("10⁻⁵");
        assertThat(text(1e-12)).isEqualTo("10⁻¹²");
        assertThat(text(1e-12f)).isEqualTo("10⁻¹²"); // the bound of binary cross-entropy
        assertThat(text(Double.NEGATIVE_INFINITY)).isEqualTo("−∞");
    }

    @Test
    void longPowersAreWrittenAsPowers() {
        assertThat(text(0x1p53)).isEqualTo("2⁵³");
        assertThat(text(-0x1p-23)).isEqualTo("−2⁻²³"); // what 32 bits add to 1 at least
        assertThat(text(1024)).isEqualTo("1024");
        assertThat(text(1e-12f)).isEqualTo("10⁻¹²");
        assertThat(text(1e-12)).isEqualTo("10⁻¹²");
    }

    /** 10⁻²⁴, its square, is 1 over a number beyond 2⁶³. */
    @Test
    void rootOfWhatNoWholeNumberHoldsIsNotShown() {
        assertThat(text(1.5e-12)).doesNotContain("√");
        assertThat(Double.parseDouble(text(1.5e-12))).isEqualTo(1.5e-12);
        assertThat(Double.parseDouble(text(1.5e300))).isEqualTo(1.5e300);
        assertThat(text(0)).isEqualTo("0");
    }

    @Test
    void anyOtherNumberIsWrittenInFull() {
        assertThat(text(0.7978845608)).isEqualTo("0.7978845608"); // √(2/π), cut off
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 1_000; i++) {
            double value = random.nextDouble();
            assertThat(Double.parseDouble(text(value))).isEqualTo(value);
        }
    }

    @Test
    void tinyNumbersHaveNoRootOfMoreDigitsThanTheirOwn() {
        assertThat(text(3e-10)).isEqualTo("0.0000000003"); // 1/√11111111111111111111 is no form
        assertThat(text(2.5e-13)).isEqualTo("0.00000000000025");
    }

    private static String text(double value) {
        return Numerals.of(value).text();
    }
}
