package org.chainrule.dsl.schedules;

import org.chainrule.dsl.catalogue.Teaches;

/**
 * The same fall each step: η(t) = peak·γᵗ, as PyTorch's {@code ExponentialLR}.
 *
 * @param factor γ, what each rate is of the one before
 */
@Teaches(meaning = "falls by a factor each step", formula = "peak·γᵗ")
public record Exponential(double factor) implements Schedule {
    /** Checks the range. */
    public Exponential {
        Schedules.requireFactor("exponential", factor);
    }

    @Override
    public double rate(double peak, long step) {
        return peak * Math.pow(factor, step);
    }
}
