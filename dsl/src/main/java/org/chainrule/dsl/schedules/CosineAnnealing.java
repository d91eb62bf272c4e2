package org.chainrule.dsl.schedules;

import org.chainrule.dsl.catalogue.Teaches;

/**
 * Half a cosine down to the floor: η(t) = floor + ½(peak − floor)(1 + cos(πt/n)), as PyTorch's
 * {@code CosineAnnealingLR}; after n it rises again, as there. Source: Loshchilov and Hutter,
 * "SGDR: Stochastic Gradient Descent with Warm Restarts", 2017.
 *
 * @param total n, the step at which the rate is the floor
 * @param floor the least rate; 0 by default
 */
@Teaches(
        meaning = "half a cosine down to the floor",
        formula = "floor + ½(peak − floor)(1 + cos(πt/n))")
public record CosineAnnealing(long total, double floor) implements Schedule {
    /** Checks the ranges. */
    public CosineAnnealing {
        Schedules.requireSteps("cosineAnnealing", total);
        Schedules.requireFloor("cosineAnnealing", floor);
    }

    /** The same with another least rate. */
    public CosineAnnealing floor(double rate) {
        return new CosineAnnealing(total, rate);
    }

    @Override
    public double rate(double peak, long step) {
        return floor + (peak - floor) * (1 + Math.cos(Math.PI * step / total)) / 2;
    }
}
