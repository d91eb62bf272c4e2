package org.chainrule.dsl.symbolic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.chainrule.dsl.error.ChainruleException;
import org.junit.jupiter.api.Test;

class EulerLimitTest {
    private static final List<EulerLimit.Row> ROWS = EulerLimit.upTo(8).rows();

    @Test
    void valuesRiseToE() {
        assertThat(ROWS).extracting(EulerLimit.Row::n).startsWith(1, 10, 100).endsWith(100_000_000);
        assertThat(ROWS.get(0).value()).isEqualTo(2);
        assertThat(ROWS.get(1).value()).isEqualTo(2.5937424601); // 1.1¹⁰
        assertThat(ROWS).extracting(EulerLimit.Row::value).isSorted();
    }

    /** By the series (1 + 1/n)ⁿ = e·(1 − 1/(2n) + 11/(24n²) − 7/(16n³) + …). */
    @Test
    void errorsAreThoseOfTheSeriesAndNotOfRounding() {
        for (EulerLimit.Row row : ROWS.subList(3, 9)) {
            double n = row.n();
            double series = Math.E * (1 / (2 * n) - 11 / (24 * n * n) + 7 / (16 * n * n * n));
            assertThat(row.error() / series).isCloseTo(1, within(2 / (n * n * n) + 1e-14));
        }
    }

    @Test
    void tableHasALineForEachN() {
        assertThat(EulerLimit.upTo(2).text().lines().map(String::strip))
                .containsExactly(
                        "n  (1 + 1/n)ⁿ        e − (1 + 1/n)ⁿ",
                        "1  2.0000000000000   7.183e-01",
                        "10  2.5937424601000   1.245e-01",
                        "100  2.7048138294215   1.347e-02");
    }

    @Test
    void refusesOtherPowers() {
        assertThatThrownBy(() -> EulerLimit.upTo(9))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(
                        "EulerLimit: the highest power of ten must lie between 0 and 8, but found"
                                + " 9. Choose another.");
    }
}
