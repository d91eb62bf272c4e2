package org.chainrule.dsl.information;

import org.chainrule.dsl.catalogue.Teaches;

/**
 * The Jensen-Shannon divergence, JS = ½D(p‖m) + ½D(q‖m) with m = (p + q)/2: symmetric, and never
 * more than ln 2, also where the distributions have no outcome in common. Its root is a distance.
 *
 * <p>Source: Lin, "Divergence Measures Based on the Shannon Entropy", 1991.
 */
@Teaches(meaning = "Jensen-Shannon divergence", formula = "½D(p‖m) + ½D(q‖m), m = (p + q)/2")
public final class JensenShannon {
    private JensenShannon() {}

    /**
     * The divergence in nats.
     *
     * @throws org.chainrule.dsl.error.ChainruleException if one is no distribution, or they are not
     *     of the same outcomes
     */
    public static double of(double[] p, double[] q) {
        return of(Unit.NATS, p, q);
    }

    /** The divergence in a unit; at most 1 bit. */
    public static double of(Unit unit, double[] p, double[] q) {
        Value.require("JensenShannon", p, q);
        double[] m = Value.middle(p, q);
        return 0.5 * KlDivergence.of(unit, p, m) + 0.5 * KlDivergence.of(unit, q, m);
    }
}
