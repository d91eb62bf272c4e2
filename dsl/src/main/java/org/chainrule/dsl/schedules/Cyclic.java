package org.chainrule.dsl.schedules;

import org.chainrule.dsl.catalogue.Teaches;

/**
 * A triangle, again and again: from the base up to the peak over r steps and down again over r, as
 * PyTorch's {@code CyclicLR} in its mode {@code triangular}. Source: Smith, "Cyclical Learning
 * Rates for Training Neural Networks", 2017.
 *
 * @param rise r, half a cycle
 * @param base the least rate
 */
@Teaches(meaning = "a triangle between the base and the peak, repeated")
public record Cyclic(long rise, double base) implements Schedule {
    /** Checks the ranges. */
    public Cyclic {
        Schedules.requireSteps("cyclic", rise);
        Schedules.requireFloor("cyclic", base);
    }

    @Override
    public double rate(double peak, long step) {
        double place = (double) (step % (2 * rise)) / rise; // 0 to 2
        return base + (peak - base) * (1 - Math.abs(place - 1));
    }
}
