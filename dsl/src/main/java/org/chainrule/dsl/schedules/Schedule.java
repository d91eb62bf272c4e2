package org.chainrule.dsl.schedules;

/**
 * The learning rate as a function of the step. One of your own is a line:
 *
 * <pre>{@code
 * import org.chainrule.dsl.schedules.Schedule;
 *
 * Schedule sawtooth = (peak, step) -> peak * (1 - step % 100 / 100.0);
 * sawtooth.warmup(10).rate(1e-3, 0); // 1e-3/11
 * }</pre>
 */
@FunctionalInterface
public interface Schedule {
    /**
     * The learning rate of a step.
     *
     * @param peak the optimizer's own learning rate
     * @param step the step, counted from 0
     */
    double rate(double peak, long step);

    /** This schedule after so many steps of linear warm-up; see {@link Warmup}. */
    default Schedule warmup(long steps) {
        return new Warmup(steps, this);
    }

    /**
     * This schedule up to a step, and from there on another one, which begins at its first step.
     */
    default Schedule until(long step, Schedule next) {
        return (peak, t) -> t < step ? rate(peak, t) : next.rate(peak, t - step);
    }
}
