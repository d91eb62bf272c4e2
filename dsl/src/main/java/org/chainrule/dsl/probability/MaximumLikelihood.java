package org.chainrule.dsl.probability;

import java.util.List;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.eval.NumericArray;

/**
 * Maximum likelihood: the parameters under which what was observed is most probable, which make the
 * mean negative log likelihood −1/n·Σ ln p(x; θ) least.
 *
 * <p>The closed form is found by hand, where the gradient is zero; gradient descent and Newton's
 * method find the same through the library's own gradients. Parameters with bounds are searched for
 * without: p as its logit, σ as its logarithm.
 *
 * <pre>{@code
 * import org.chainrule.dsl.probability.*;
 *
 * var fit = new GaussianFit(Sample.of(1, 2, 4));
 * fit.closedForm(); // mean 7/3, variance 14/9: divided by n, not n − 1
 * fit.newton(); // the same
 * }</pre>
 *
 * @param <D> what is fitted
 */
@Teaches(
        meaning = "maximum likelihood: closed forms, gradient descent and Newton's method agree",
        formula = "argmin −1/n·Σ ln p(x; θ)",
        rows = "J3")
public interface MaximumLikelihood<D> {
    /** Newton's method ends by itself, when no step descends; more often than not after ten. */
    int NEWTON_STEPS = 100;

    /** What makes the likelihood greatest, by the formula. */
    D closedForm();

    /** The mean negative log likelihood, as a graph. */
    Objective negativeLogLikelihood();

    /** What is at the parameters of the {@link #negativeLogLikelihood()}. */
    D at(List<NumericArray> parameters);

    /** What gradient descent finds. */
    default D descended(double rate, int steps) {
        return at(negativeLogLikelihood().descended(rate, steps).parameters());
    }

    /** What Newton's method finds. */
    default D newton() {
        return at(negativeLogLikelihood().newton(NEWTON_STEPS).parameters());
    }
}
