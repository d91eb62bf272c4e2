package org.chainrule.dsl.information;

import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.probability.Simplex;

/**
 * Entropy, H = −Σ p ln p: how uncertain an outcome is, how many nats it tells on average.
 *
 * <p>It lies between 0, where one outcome is sure, and ln n, where all n are as probable. It is
 * computed by the op {@link org.chainrule.dsl.ops.Entropy}.
 *
 * <pre>{@code
 * import org.chainrule.dsl.information.*;
 *
 * Entropy.of(0.5, 0.25, 0.25); // 1.0397 nats
 * Entropy.of(Unit.BITS, 0.5, 0.25, 0.25); // 1.5 bits
 * }</pre>
 */
@Teaches(meaning = "entropy in nats and bits", formula = "−Σ p ln p", rows = "K1")
public final class Entropy {
    private Entropy() {}

    /**
     * The entropy in nats.
     *
     * @throws org.chainrule.dsl.error.ChainruleException if a probability is negative, or they do
     *     not sum to 1
     */
    public static double of(double... p) {
        return of(Unit.NATS, p);
    }

    /** The entropy in a unit. */
    public static double of(Unit unit, double... p) {
        Simplex.require("Entropy", p);
        return unit.of(Value.of(new org.chainrule.dsl.ops.Entropy(), p));
    }

    /** The greatest entropy of n outcomes, ln n in nats. */
    public static double greatest(Unit unit, int n) {
        return unit.of(Math.log(n));
    }
}
