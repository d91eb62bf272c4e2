package org.chainrule.dsl.schedules;

import org.chainrule.dsl.catalogue.Teaches;

/**
 * Half a cosine down to the floor, again and again: η(t) = floor + ½(peak − floor)(1 + cos(πc/n)),
 * with c steps since the last restart and n the length of the cycle, as PyTorch's {@code
 * CosineAnnealingWarmRestarts}. Source: Loshchilov and Hutter, "SGDR: Stochastic Gradient Descent
 * with Warm Restarts", 2017.
 *
 * @param first the length of the first cycle
 * @param growth how much longer each cycle is than the one before; 1 by default
 * @param floor the least rate; 0 by default
 */
@Teaches(
        meaning = "half a cosine down to the floor, restarted",
        formula = "floor + ½(peak − floor)(1 + cos(πc/n))")
public record CosineRestarts(long first, long growth, double floor) implements Schedule {
    /** Checks the ranges. */
    public CosineRestarts {
        Schedules.requireSteps("cosineRestarts", first);
        Schedules.require(
                growth >= 1,
                "cosineRestarts",
                "cycles must not become shorter: the growth must be 1 or more",
                String.valueOf(growth),
                "Use 1 for equal cycles, 2 to double each.");
        Schedules.requireFloor("cosineRestarts", floor);
    }

    /** The same with cycles that grow. */
    public CosineRestarts growth(long factor) {
        return new CosineRestarts(first, factor, floor);
    }

    /** The same with another least rate. */
    public CosineRestarts floor(double rate) {
        return new CosineRestarts(first, growth, rate);
    }

    @Override
    public double rate(double peak, long step) {
        long length = first;
        long since = step;
        if (growth == 1) {
            since = step % length;
        }
        while (since >= length) {
            since -= length;
            length *= growth;
        }
        return floor + (peak - floor) * (1 + Math.cos(Math.PI * since / length)) / 2;
    }
}
