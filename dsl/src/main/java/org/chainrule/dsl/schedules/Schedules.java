package org.chainrule.dsl.schedules;

import java.util.stream.LongStream;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.error.ChainruleException;

/** The schedules. */
@Teaches(meaning = "the learning rate as a function of the step", rows = "G8")
public final class Schedules {
    private Schedules() {}

    /** The optimizer's own rate throughout. */
    public static Constant constant() {
        return new Constant();
    }

    /**
     * Linear warm-up, then half a cosine down to the floor, which is 0 by default.
     *
     * @param warmup how many steps the rate rises
     * @param total the step from which on the rate is the floor
     */
    public static WarmupCosine warmupCosine(long warmup, long total) {
        return new WarmupCosine(warmup, total, 0);
    }

    /** A tenth after every so many steps; see {@link StepDecay#factor} for another share. */
    public static StepDecay stepDecay(long every) {
        return new StepDecay(every, 0.1);
    }

    /** A tenth at each of these steps; see {@link Milestones#factor} for another share. */
    public static Milestones milestones(long... steps) {
        return new Milestones(LongStream.of(steps).boxed().toList(), 0.1);
    }

    /** The same fall each step, by this factor. */
    public static Exponential exponential(double factor) {
        return new Exponential(factor);
    }

    /** A straight line from a third of the peak to the peak; see {@link Linear#from}. */
    public static Linear linear(long total) {
        return new Linear(total, 1.0 / 3, 1);
    }

    /** A straight line to 0; see {@link Polynomial#power}. */
    public static Polynomial polynomial(long total) {
        return new Polynomial(total, 1);
    }

    /** Half a cosine down to 0; see {@link CosineAnnealing#floor}. */
    public static CosineAnnealing cosineAnnealing(long total) {
        return new CosineAnnealing(total, 0);
    }

    /** Half a cosine down to 0, restarted after so many steps; see {@link CosineRestarts}. */
    public static CosineRestarts cosineRestarts(long first) {
        return new CosineRestarts(first, 1, 0);
    }

    /** One rise and one long fall; see {@link OneCycle}. */
    public static OneCycle oneCycle(long total) {
        return new OneCycle(total, 0.3, 25, 1e4);
    }

    /** Linear warm-up, then a fall with the root of the step; see {@link InverseSquareRoot}. */
    public static InverseSquareRoot inverseSquareRoot(long warmup) {
        return new InverseSquareRoot(warmup);
    }

    /** A triangle between a base and the peak, repeated; see {@link Cyclic}. */
    public static Cyclic cyclic(long rise, double base) {
        return new Cyclic(rise, base);
    }

    static void require(boolean holds, String where, String must, String found, String mend) {
        if (!holds) {
            throw new ChainruleException(where, must, "but found " + found, mend);
        }
    }

    static void requireSteps(String where, long steps) {
        require(
                steps >= 1,
                where,
                "the number of steps must be 1 or more",
                String.valueOf(steps),
                "Count the steps of the optimizer, not epochs.");
    }

    static void requireFactor(String where, double factor) {
        require(
                factor > 0 && factor <= 1,
                where,
                "the factor must be more than 0 and at most 1",
                String.valueOf(factor),
                "0.1 is common for rare falls, 0.999 for one each step.");
    }

    static void requireShare(String where, double share) {
        require(
                share >= 0 && share <= 1,
                where,
                "a share of the peak must be between 0 and 1",
                String.valueOf(share),
                "Raise the optimizer's own rate, which is the peak.");
    }

    static void requireFloor(String where, double floor) {
        require(
                floor >= 0 && floor < Double.POSITIVE_INFINITY,
                where,
                "the floor must be 0 or more",
                String.valueOf(floor),
                "A tenth of the learning rate is common.");
    }
}
