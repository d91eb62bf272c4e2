package org.chainrule.dsl.schedules;

import org.chainrule.dsl.catalogue.Teaches;

/**
 * Linear warm-up, then half a cosine: η(t) = peak·(t+1)/(w+1) for t &lt; w, then floor + ½(peak −
 * floor)(1 + cos(π·(t−w)/(n−w))), and the floor from n on. As in nanoGPT. Source: Loshchilov and
 * Hutter, "SGDR: Stochastic Gradient Descent with Warm Restarts", 2017.
 *
 * @param warmup w, how many steps the rate rises
 * @param total n, the step from which on the rate is the floor
 * @param floor the least rate after the warm-up
 */
@Teaches(meaning = "linear warm-up, then half a cosine down to the floor")
public record WarmupCosine(long warmup, long total, double floor) implements Schedule {
    /** Checks that the warm-up ends before the whole. */
    public WarmupCosine {
        Schedules.require(
                warmup >= 0 && total > warmup,
                "warmupCosine",
                "the warm-up must end before the last step",
                warmup + " of " + total,
                "Warm up for less, or train for longer.");
        Schedules.requireFloor("warmupCosine", floor);
    }

    /** The same with another least rate. */
    public WarmupCosine floor(double rate) {
        return new WarmupCosine(warmup, total, rate);
    }

    @Override
    public double rate(double peak, long step) {
        if (step < warmup) {
            return peak * (step + 1) / (warmup + 1);
        }
        double done = Math.min(1, (double) (step - warmup) / (total - warmup));
        return floor + (peak - floor) * (1 + Math.cos(Math.PI * done)) / 2;
    }
}
