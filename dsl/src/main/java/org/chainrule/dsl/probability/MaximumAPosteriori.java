package org.chainrule.dsl.probability;

import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.eval.NumericArray;

/**
 * Maximum a posteriori: the parameters that are most probable after what was observed. They make
 * the negative log posterior −ln p(data | θ) − ln p(θ) least, and so the logarithm of the prior is
 * a penalty: a normal prior is L2, a Laplace prior is L1.
 *
 * <p>The same is here twice: as likelihood and prior, made of log densities, and as loss and
 * penalty. The first is {@link #factor()} times the second, and a constant, so its gradient is that
 * many times the second's.
 */
@Teaches(
        meaning = "maximum a posteriori: a normal prior is L2, a Laplace prior is L1",
        formula = "argmin −ln p(data | θ) − ln p(θ)",
        rows = "J4")
public interface MaximumAPosteriori {

    /** −ln p(data | θ) − ln p(θ), from the log densities. */
    Objective negativeLogPosterior();

    /** Loss and penalty, as they are written where nobody speaks of probability. */
    Objective penalizedLoss();

    /** How many times the penalized loss the negative log posterior is, but for a constant. */
    double factor();

    /** The most probable parameters, by the formula. */
    NumericArray closedForm();
}
