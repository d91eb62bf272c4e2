package org.chainrule.dsl.information;

import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.ops.DistributionCrossEntropy;

/**
 * Cross-entropy, H(p, q) = −Σ p ln q = H(p) + D(p‖q): how surprising outcomes of p are to who
 * believes in q. It is least, H(p), where q = p; that is why a network that makes it small learns
 * p.
 *
 * <pre>{@code
 * import org.chainrule.dsl.information.*;
 *
 * double[] p = {0.5, 0.5};
 * double[] q = {0.75, 0.25};
 * CrossEntropy.of(p, q); // 0.8370, of which
 * Entropy.of(p); // 0.6931 is there anyway, and
 * KlDivergence.of(p, q); // 0.1438 is from believing in q
 * }</pre>
 */
@Teaches(
        meaning = "cross-entropy as entropy plus Kullback-Leibler divergence",
        formula = "−Σ p ln q = H(p) + D(p‖q)",
        rows = "K2")
public final class CrossEntropy {
    private CrossEntropy() {}

    /**
     * The cross-entropy in nats; infinite where q = 0 &lt; p.
     *
     * @param p what is so
     * @param q what is believed
     * @throws org.chainrule.dsl.error.ChainruleException if one is no distribution, or they are not
     *     of the same outcomes
     */
    public static double of(double[] p, double[] q) {
        return of(Unit.NATS, p, q);
    }

    /** The cross-entropy in a unit. */
    public static double of(Unit unit, double[] p, double[] q) {
        Value.require("CrossEntropy", p, q);
        return unit.of(Value.of(new DistributionCrossEntropy(), p, q));
    }
}
