package org.chainrule.dsl.schedules;

import java.util.List;
import org.chainrule.dsl.catalogue.Teaches;

/**
 * A fall at given steps: η(t) = peak·γᵏ, with k of the milestones at or before t, as PyTorch's
 * {@code MultiStepLR}.
 *
 * @param steps the milestones, rising
 * @param factor γ, what each rate is of the one before
 */
@Teaches(meaning = "falls by a factor at each of some steps", formula = "peak·γᵏ")
public record Milestones(List<Long> steps, double factor) implements Schedule {
    /** Checks that the milestones rise. */
    public Milestones {
        steps = List.copyOf(steps);
        for (int i = 0; i < steps.size(); i++) {
            Schedules.require(
                    steps.get(i) >= 0 && (i == 0 || steps.get(i) > steps.get(i - 1)),
                    "milestones",
                    "steps must rise from 0 on",
                    steps.toString(),
                    "Sort them, and leave doubles out.");
        }
        Schedules.requireFactor("milestones", factor);
    }

    /** The same with another factor. */
    public Milestones factor(double gamma) {
        return new Milestones(steps, gamma);
    }

    @Override
    public double rate(double peak, long step) {
        long passed = steps.stream().filter(milestone -> milestone <= step).count();
        return peak * Math.pow(factor, passed);
    }
}
