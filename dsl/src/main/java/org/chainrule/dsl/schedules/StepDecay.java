package org.chainrule.dsl.schedules;

import org.chainrule.dsl.catalogue.Teaches;

/**
 * A fall at equal distances: η(t) = peak·γ^⌊t/s⌋, as PyTorch's {@code StepLR}.
 *
 * @param every s, how many steps one rate lasts
 * @param factor γ, what each rate is of the one before
 */
@Teaches(meaning = "falls by a factor every so many steps", formula = "peak·γ^⌊t/s⌋")
public record StepDecay(long every, double factor) implements Schedule {
    /** Checks the ranges. */
    public StepDecay {
        Schedules.requireSteps("stepDecay", every);
        Schedules.requireFactor("stepDecay", factor);
    }

    /** The same with another factor. */
    public StepDecay factor(double gamma) {
        return new StepDecay(every, gamma);
    }

    @Override
    public double rate(double peak, long step) {
        long falls = step / every;
        return peak * Math.pow(factor, falls);
    }
}
