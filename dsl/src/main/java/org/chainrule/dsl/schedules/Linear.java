package org.chainrule.dsl.schedules;

import org.chainrule.dsl.catalogue.Teaches;

/**
 * A straight line between two shares of the peak: η(t) = peak·(a + (b − a)·min(t/n, 1)), as
 * PyTorch's {@code LinearLR}.
 *
 * @param total n, how many steps the line lasts
 * @param start a, the first share; 1/3 by default, as in PyTorch
 * @param end b, the last share; 1 by default
 */
@Teaches(meaning = "a straight line between shares a and b", formula = "peak·(a + (b − a)·t/n)")
public record Linear(long total, double start, double end) implements Schedule {
    /** Checks the ranges. */
    public Linear {
        Schedules.requireSteps("linear", total);
        Schedules.requireShare("linear", start);
        Schedules.requireShare("linear", end);
    }

    /** The same from one share of the peak to another: {@code from(1).to(0)} falls to 0. */
    public Linear from(double share) {
        return new Linear(total, share, end);
    }

    /** The same to another share. */
    public Linear to(double share) {
        return new Linear(total, start, share);
    }

    @Override
    public double rate(double peak, long step) {
        return peak * (start + (end - start) * Math.min(1, (double) step / total));
    }
}
