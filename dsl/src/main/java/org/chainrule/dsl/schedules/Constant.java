package org.chainrule.dsl.schedules;

import org.chainrule.dsl.catalogue.Teaches;

/** One rate throughout: η(t) = peak. */
@Teaches(meaning = "the optimizer's own rate throughout", formula = "peak")
public record Constant() implements Schedule {
    @Override
    public double rate(double peak, long step) {
        return peak;
    }
}
