package org.chainrule.dsl.schedules;

import org.chainrule.dsl.catalogue.Teaches;

/**
 * A linear warm-up before another schedule: η(t) = peak·(t+1)/(w+1) for t &lt; w, then the other
 * schedule from its first step on.
 *
 * @param warmup w, how many steps the rate rises
 * @param then what follows
 */
@Teaches(meaning = "a linear warm-up before another schedule")
public record Warmup(long warmup, Schedule then) implements Schedule {
    /** Checks the range. */
    public Warmup {
        Schedules.requireSteps("warmup", warmup);
    }

    @Override
    public double rate(double peak, long step) {
        return step < warmup ? peak * (step + 1) / (warmup + 1) : then.rate(peak, step - warmup);
    }
}
