package org.chainrule.dsl.schedules;

import org.chainrule.dsl.catalogue.Teaches;

/**
 * Linear warm-up, then a fall with the root of the step: η(t) = peak·min((t+1)/w, √(w/(t+1))). With
 * peak = 1/√(C·w) it is the schedule of the transformer's paper, C^(−½)·min(s^(−½), s·w^(−3/2)) at
 * step s = t + 1 and width C. Source: Vaswani et al., "Attention Is All You Need", 2017.
 *
 * @param warmup w, how many steps the rate rises
 */
@Teaches(
        meaning = "linear warm-up, then a fall with the root of the step",
        formula = "peak·min(t/w, √(w/t))")
public record InverseSquareRoot(long warmup) implements Schedule {
    /** Checks the range. */
    public InverseSquareRoot {
        Schedules.requireSteps("inverseSquareRoot", warmup);
    }

    @Override
    public double rate(double peak, long step) {
        double s = step + 1.0;
        return peak * Math.min(s / warmup, Math.sqrt(warmup / s));
    }
}
