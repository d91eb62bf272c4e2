package org.chainrule.dsl.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class ScoreScalingTest {
    private static final long[] SIZES = {1, 4, 16, 64, 256, 1_024};

    /** Of 4,096 scores that share 16 keys, the variance is known to some tenths. */
    private static final double RELATIVE = 0.4;

    private static final List<ScoreScaling> PLAIN = ScoreScaling.over(false, SIZES);
    private static final List<ScoreScaling> SCALED = ScoreScaling.over(true, SIZES);

    @Test
    void varianceOfAProductIsItsSize() {
        assertThat(PLAIN)
                .allSatisfy(
                        m -> assertThat(m.variance() / m.size()).isCloseTo(1, within(RELATIVE)));
    }

    @Test
    void scaledItIsOneForEverySize() {
        assertThat(SCALED).allSatisfy(m -> assertThat(m.variance()).isCloseTo(1, within(RELATIVE)));
    }

    @Test
    void unscaledSoftmaxSaturatesAndItsGradientVanishes() {
        ScoreScaling first = PLAIN.get(1);
        ScoreScaling last = PLAIN.get(5);
        assertThat(last.greatest()).isGreaterThan(0.95);
        assertThat(last.gradient()).isLessThan(first.gradient() / 1_000);
        for (int i = 2; i < SIZES.length; i++) {
            assertThat(PLAIN.get(i).greatest()).isGreaterThan(PLAIN.get(i - 1).greatest());
            assertThat(PLAIN.get(i).gradient()).isLessThan(PLAIN.get(i - 1).gradient());
        }
    }

    @Test
    void scaledNeitherDependsOnTheSize() {
        ScoreScaling first = SCALED.get(1);
        ScoreScaling last = SCALED.get(5);
        assertThat(last.greatest()).isCloseTo(first.greatest(), within(0.05)).isLessThan(0.35);
        assertThat(last.gradient() / first.gradient()).isCloseTo(1, within(0.2));
    }
}
