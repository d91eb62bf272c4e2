package org.chainrule.dsl.schedules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.chainrule.dsl.error.ChainruleException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

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

    @Test
    void inverseSquareRootIsTheScheduleOfTheTransformer() {
        double width = 512;
        long warmup = 4_000;
        double peak = 1 / Math.sqrt(width * warmup);
        for (long step : new long[] {0, 10, 3_998, 3_999, 4_000, 100_000}) {
            double s = step + 1.0;
            double paper =
                    Math.pow(width, -0.5) * Math.min(Math.pow(s, -0.5), s * Math.pow(warmup, -1.5));
            assertThat(Schedules.inverseSquareRoot(warmup).rate(peak, step))
                    .isCloseTo(paper, within(ROUNDING));
        }
    }

    @Test
    void warmupComesBeforeAnySchedule() {
        Schedule warmed = Schedules.cosineAnnealing(1_900).floor(FLOOR).warmup(100);
        for (long step = 0; step < 2_000; step += 50) {
            assertThat(warmed.rate(PEAK, step))
                    .isCloseTo(schedule.rate(PEAK, step), within(ROUNDING));
        }
    }

    @ParameterizedTest
    @MethodSource
    void rejectsWhatMakesNoSense(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(ChainruleException.class).hasMessage(message);
    }

    static Stream<Arguments> rejectsWhatMakesNoSense() {
        String steps =
                ": the number of steps must be 1 or more, but found 0. Count the steps of the optimizer, not epochs.";
        String floor =
                ": the floor must be 0 or more, but found -1.0. A tenth of the learning rate is common.";
        return Stream.of(
                rejected(() -> Schedules.stepDecay(0), "stepDecay" + steps),
                rejected(
                        () -> Schedules.stepDecay(3).factor(1.5),
                        "stepDecay: the factor must be more than 0 and at most 1, but found 1.5."
                                + " 0.1 is common for rare falls, 0.999 for one each step."),
                rejected(
                        () -> Schedules.milestones(3, 3),
                        "milestones: steps must rise from 0 on, but found [3, 3]. Sort them, and"
                                + " leave doubles out."),
                rejected(
                        () -> Schedules.exponential(0),
                        "exponential: the factor must be more than 0 and at most 1, but found 0.0."
                                + " 0.1 is common for rare falls, 0.999 for one each step."),
                rejected(() -> Schedules.linear(0), "linear" + steps),
                rejected(
                        () -> Schedules.linear(5).to(2),
                        "linear: a share of the peak must be between 0 and 1, but found 2.0. Raise"
                                + " the optimizer's own rate, which is the peak."),
                rejected(
                        () -> Schedules.polynomial(5).power(0),
                        "polynomial: the power must be more than 0, but found 0.0. Use 1 for a"
                                + " straight line, 2 for a curve."),
                rejected(() -> Schedules.cosineAnnealing(0), "cosineAnnealing" + steps),
                rejected(() -> Schedules.cosineAnnealing(9).floor(-1), "cosineAnnealing" + floor),
                rejected(
                        () -> Schedules.cosineRestarts(9).growth(0),
                        "cosineRestarts: cycles must not become shorter: the growth must be 1 or"
                                + " more, but found 0. Use 1 for equal cycles, 2 to double each."),
                rejected(
                        () -> Schedules.oneCycle(3),
                        "oneCycle: the rise must be a part of the run and longer than a step, but"
                                + " found 0.3 of 3. 0.3 is common."),
                rejected(
                        () -> Schedules.oneCycle(100).divisors(0.5, 10),
                        "oneCycle: the first and the last rate must not exceed the peak: divisors"
                                + " must be 1 or more, but found 0.5 and 10.0. 25 and 10,000 are"
                                + " common."),
                rejected(() -> Schedules.inverseSquareRoot(0), "inverseSquareRoot" + steps),
                rejected(() -> Schedules.cyclic(5, -1), "cyclic" + floor),
                rejected(() -> Schedules.constant().warmup(0), "warmup" + steps));
    }

    private static Arguments rejected(ThrowingCallable call, String message) {
        return Arguments.of(call, message);
    }
}
