package org.chainrule.dsl.schedules;

import org.chainrule.dsl.catalogue.Teaches;

/**
 * One rise and one long fall, both along half a cosine: from peak/d up to the peak over the first
 * p·n − 1 steps, then down to peak/(d·f) at the last step n − 1, as PyTorch's {@code OneCycleLR}
 * with two phases, but for the momentum, which stays. Source: Smith and Topin, "Super-Convergence",
 * 2018.
 *
 * @param total n, how many steps there are
 * @param rise p, the share of the steps that rise; 0.3 by default
 * @param divisor d, the peak over the first rate; 25 by default
 * @param finalDivisor f, the first rate over the last; 10,000 by default
 */
@Teaches(meaning = "up along a cosine, then down to almost nothing")
public record OneCycle(long total, double rise, double divisor, double finalDivisor)
        implements Schedule {
    /** Checks the ranges. */
    public OneCycle {
        Schedules.requireSteps("oneCycle", total);
        Schedules.require(
                rise > 0 && rise < 1 && rise * total > 1,
                "oneCycle",
                "the rise must be a part of the run and longer than a step",
                rise + " of " + total,
                "0.3 is common.");
        Schedules.require(
                divisor >= 1 && finalDivisor >= 1,
                "oneCycle",
                "the first and the last rate must not exceed the peak: divisors must be 1 or more",
                divisor + " and " + finalDivisor,
                "25 and 10,000 are common.");
    }

    /** The same with another share of steps that rise. */
    public OneCycle rise(double share) {
        return new OneCycle(total, share, divisor, finalDivisor);
    }

    /** The same with other divisors: the peak over the first rate, the first rate over the last. */
    public OneCycle divisors(double first, double last) {
        return new OneCycle(total, rise, first, last);
    }

    @Override
    public double rate(double peak, long step) {
        double first = peak / divisor;
        double top = rise * total - 1;
        double last = total - 1.0;
        double t = Math.min(step, last);
        return t <= top
                ? between(first, peak, t / top)
                : between(peak, first / finalDivisor, (t - top) / (last - top));
    }

    private static double between(double start, double end, double done) {
        return end + (start - end) * (1 + Math.cos(Math.PI * done)) / 2;
    }
}
