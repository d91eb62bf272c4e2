package org.chainrule.dsl.optimizers;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.chainrule.dsl.graph.Variable;

/**
 * An optimizer with others for chosen weights; {@link Optimizer#group} makes it.
 *
 * @param whole what the weights of no group follow
 * @param groups the groups; of those that hold a weight the last counts
 */
record Grouped(Optimizer whole, List<Group> groups) implements Optimizer {

    /**
     * Chosen weights.
     *
     * @param weights which
     * @param optimizer what they follow
     */
    record Group(Predicate<Variable> weights, Optimizer optimizer) {}

    /** A copy of the groups. */
    Grouped {
        groups = List.copyOf(groups);
    }

    /** The rate of the whole; where that is 0, since only groups are trained, their greatest. */
    @Override
    public double rate() {
        return whole.rate() > 0
                ? whole.rate()
                : groups.stream().mapToDouble(g -> g.optimizer().rate()).max().orElse(0);
    }

    @Override
    public UpdateRule rule(Variable weight) {
        return groups.stream()
                .filter(group -> group.weights().test(weight))
                .reduce((earlier, later) -> later)
                .map(Group::optimizer)
                .orElse(whole)
                .rule(weight);
    }

    @Override
    public Optimizer group(Predicate<Variable> weights, Optimizer other) {
        List<Group> longer = new ArrayList<>(groups);
        longer.add(new Group(weights, other));
        return new Grouped(whole, longer);
    }
}
