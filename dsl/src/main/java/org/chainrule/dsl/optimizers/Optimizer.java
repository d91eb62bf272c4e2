package org.chainrule.dsl.optimizers;

import java.util.List;
import java.util.function.Predicate;
import org.chainrule.dsl.graph.Variable;

/**
 * Which rule each weight of a network follows. An {@link UpdateRule} is the optimizer under which
 * all weights follow that rule; {@link #group} lets chosen weights follow another.
 *
 * <pre>{@code
 * import org.chainrule.dsl.optimizers.Optimizers;
 *
 * var adam = Optimizers.adamW(1e-3).weightDecay(0.1);
 * var optimizer =
 *         adam.group(Optimizers.vectors(), adam.weightDecay(0))
 *                 .group(Optimizers.under("embed"), Optimizers.sgd(0.1).momentum(0.9));
 * }</pre>
 */
public interface Optimizer {
    /** The learning rate, before any schedule. */
    double rate();

    /** The rule of a weight. Weights whose rules are equal are updated together. */
    UpdateRule rule(Variable weight);

    /**
     * This, but with another optimizer for chosen weights, as PyTorch's parameter groups. Where
     * groups overlap, the one that was added last counts.
     *
     * <p>A schedule scales the rates of all groups alike.
     *
     * @param weights which weights; {@link Optimizers#vectors}, {@link Optimizers#under}
     * @param other what they follow
     */
    default Optimizer group(Predicate<Variable> weights, Optimizer other) {
        return new Grouped(this, List.of(new Grouped.Group(weights, other)));
    }
}
