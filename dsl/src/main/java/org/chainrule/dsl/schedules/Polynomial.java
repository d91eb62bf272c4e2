package org.chainrule.dsl.schedules;

import org.chainrule.dsl.catalogue.Teaches;

/**
 * A power of what is left: η(t) = peak·(1 − t/n)^p, and 0 from n on, as PyTorch's {@code
 * PolynomialLR}.
 *
 * @param total n, the step from which on the rate is 0
 * @param power p; 1 by default, a straight line
 */
@Teaches(meaning = "falls to 0 as a power of the steps left", formula = "peak·(1 − t/n)ᵖ")
public record Polynomial(long total, double power) implements Schedule {
    /** Checks the ranges. */
    public Polynomial {
        Schedules.requireSteps("polynomial", total);
        Schedules.require(
                power > 0 && power < Double.POSITIVE_INFINITY,
                "polynomial",
                "the power must be more than 0",
                String.valueOf(power),
                "Use 1 for a straight line, 2 for a curve.");
    }

    /** The same with another power. */
    public Polynomial power(double p) {
        return new Polynomial(total, p);
    }

    @Override
    public double rate(double peak, long step) {
        return peak * Math.pow(1 - Math.min(1, (double) step / total), power);
    }
}
