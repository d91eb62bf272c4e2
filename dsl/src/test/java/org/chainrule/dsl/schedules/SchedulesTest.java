package org.chainrule.dsl.schedules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.schedules.Schedules.WarmupCosine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchedulesTest {
    private static final double PEAK = 1e-3;
    private static final double FLOOR = 1e-4;

    /** Doubles, rounded a few times. */
    private static final double ROUNDING = 1e-15;

    private final WarmupCosine schedule = Schedules.warmupCosine(100, 2_000).floor(FLOOR);

    @Test
    void constantIsThePeakThroughout() {
        assertThat(Schedules.constant().rate(PEAK, 0)).isEqualTo(PEAK);
        assertThat(Schedules.constant().rate(PEAK, 1_000_000)).isEqualTo(PEAK);
    }

    /** The rates of nanoGPT's get_lr, by hand. */
    @ParameterizedTest
    @CsvSource({
        "0, 9.900990099009901e-06", // 1e-3 · 1/101
        "99, 9.900990099009901e-04", // 1e-3 · 100/101
        "100, 1e-3", // cos 0 = 1
        "575, 8.681980515339465e-04", // 1e-4 + 4.5e-4·(1 + cos π/4)
        "1050, 5.5e-4", // cos π/2 = 0
        "1999, 1.0000061514140841e-4", // 1e-4 + 4.5e-4·(1 − cos π/1900)
        "2000, 1e-4",
        "5000, 1e-4",
    })
    void warmupCosineFollowsTheClosedForm(long step, double rate) {
        assertThat(schedule.rate(PEAK, step)).isCloseTo(rate, within(ROUNDING));
    }

    @Test
    void floorIsZeroByDefault() {
        assertThat(Schedules.warmupCosine(100, 2_000).rate(PEAK, 2_000)).isZero();
    }

    @Test
    void withoutWarmupTheFirstRateIsThePeak() {
        assertThat(Schedules.warmupCosine(0, 10).rate(PEAK, 0)).isEqualTo(PEAK);
    }

    @Property
    void rateRisesThenFallsAndStaysBetweenZeroAndThePeak(
            @ForAll @LongRange(max = 2_100) long step) {
        double now = schedule.rate(PEAK, step);
        double next = schedule.rate(PEAK, step + 1);
        assertThat(now).isPositive().isLessThanOrEqualTo(PEAK);
        if (step < 100) {
            assertThat(next).isGreaterThan(now);
        } else {
            assertThat(next).isLessThanOrEqualTo(now).isGreaterThanOrEqualTo(FLOOR - ROUNDING);
        }
    }

    @Test
    void warmupMustEndBeforeTheWhole() {
        assertThatThrownBy(() -> Schedules.warmupCosine(2_000, 2_000))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(
                        "warmupCosine: the warm-up must end before the last step, but found 2000 of"
                                + " 2000. Warm up for less, or train for longer.");
    }

    @Test
    void warmupCannotBeNegative() {
        assertThatThrownBy(() -> Schedules.warmupCosine(-1, 10))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(
                        "warmupCosine: the warm-up must end before the last step, but found -1 of"
                                + " 10. Warm up for less, or train for longer.");
    }

    @Test
    void floorCannotBeNegative() {
        assertThatThrownBy(() -> Schedules.warmupCosine(1, 10).floor(-1e-4))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(
                        "warmupCosine: the floor must be 0 or more, but found -1.0E-4. A tenth of"
                                + " the learning rate is common.");
    }
}
