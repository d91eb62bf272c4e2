package org.chainrule.dsl.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormatTest {
    @ParameterizedTest
    @ValueSource(doubles = {1, 1.999, 2, 3e-5, -7.5, 1e30, 0})
    void ulpsAreJavasOwn(double x) {
        assertThat(Format.FLOAT64.ulp(x)).isEqualTo(Math.ulp(x));
        if (x != 0) { // below the least exponent floats are denser
            assertThat(Format.FLOAT32.ulp(x)).isEqualTo(Math.ulp((float) x));
        }
    }

    /** bfloat16 has 8 significant bits: after 1 comes 1 + 2⁻⁷. */
    @Test
    void ulpOfBf16AtOne() {
        assertThat(Format.BF16.ulp(1)).isEqualTo(0x1p-7);
    }

    @Test
    void tolerancesIn64BitsAreGradchecks() {
        assertThat(Format.FLOAT64.numerical()).isEqualTo(new Tolerance(1e-5, 1e-3));
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1.0005, 1, true",
        "1, 1.0015, 1, false",
        "0, 9e-6, 0, true",
        "0, 1.1e-5, 0, false",
        "NaN, 1, 1, false",
        "1, NaN, 1, false"
    })
    void toleranceIsAbsolutePlusRelative(double a, double b, double scale, boolean allows) {
        assertThat(Format.FLOAT64.numerical().allows(a, b, scale)).isEqualTo(allows);
    }

    @Test
    void labelsAreThoseOfTheCommandLine() {
        assertThat(Format.values())
                .extracting(Format::label)
                .containsExactly("fp64", "fp32", "bf16");
    }

    @Test
    void differenceIsRelativeToTheGreatestOfBoth() {
        Difference difference = Difference.of(new double[] {1, -8}, new double[] {3, -7});
        assertThat(difference).isEqualTo(new Difference(2, 0.25));
        assertThat(Difference.of(new double[] {0}, new double[] {0}))
                .isEqualTo(new Difference(0, 0));
        assertThat(Difference.of(new double[0], new double[0])).isEqualTo(Difference.NONE);
    }

    @Test
    void indexCountsTheLastAxisFastest() {
        assertThat(Entry.index(0)).isEmpty();
        assertThat(Entry.index(5, 2, 3)).containsExactly(1, 2);
        assertThat(Entry.index(6, 2, 2, 2)).containsExactly(1, 1, 0);
    }
}
