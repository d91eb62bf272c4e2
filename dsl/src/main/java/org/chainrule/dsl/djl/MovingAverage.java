package org.chainrule.dsl.djl;

import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.error.ChainruleException;

/**
 * The exponential moving average of weights over the steps, w̄ₜ = d·w̄ₜ₋₁ + (1 − d)·wₜ, which
 * begins as the weights after the first step, as PyTorch's {@code AveragedModel} with {@code
 * get_ema_multi_avg_fn(d)} does. A weight of s steps ago counts dˢ times as much as the newest: d =
 * 0.999 averages over about 1/(1 − d) = 1,000 steps.
 *
 * <p>Source: Polyak and Juditsky, "Acceleration of Stochastic Approximation by Averaging", 1992.
 *
 * @param decay d, how much of the average stays in a step
 */
@Teaches(
        meaning = "exponential moving average of the weights, used in place of them",
        formula = "w̄ = d·w̄ + (1 − d)·w",
        rows = "G11")
public record MovingAverage(double decay) {
    /**
     * Checks the decay.
     *
     * @throws ChainruleException if it is not between 0 and 1
     */
    public MovingAverage {
        if (!(decay > 0 && decay < 1)) {
            throw new ChainruleException(
                    "averaged",
                    "the decay must be more than 0 and less than 1",
                    "but found " + decay,
                    "Use 0.999 to average over about 1,000 steps.");
        }
    }

    /** How much of the new weights the average takes in a step, which is counted from 1. */
    double share(long step) {
        return step == 1 ? 1 : 1 - decay;
    }
}
