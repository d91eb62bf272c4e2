package org.chainrule.dsl.optimizers;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chainrule.dsl.graph.Kernel;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Variable;

/**
 * How a weight changes with its gradient, written as an expression like an op.
 *
 * <p>An optimizer of one's own implements {@link #update}; it runs within the step's one native
 * call, and its slots are saved and resumed like those of the library's own. For example one that
 * goes by the signs of gradients, with momentum:
 *
 * <pre>{@code
 * import java.util.List;
 * import java.util.Map;
 * import org.chainrule.dsl.optimizers.Slot;
 * import org.chainrule.dsl.optimizers.UpdateRule;
 *
 * record SignDescent(double rate, double mu) implements UpdateRule {
 *     public Map<String, Double> scalars() {
 *         return Map.of("mu", mu);
 *     }
 *
 *     public List<Slot> slots() {
 *         return List.of(Slot.of("v"));
 *     }
 *
 *     public List<Node> update(Node w, Node dw, List<Node> slots, Scalars h) {
 *         Node v = slots.get(0).times(h.of("mu")).plus(dw);
 *         return List.of(w.minus(v.sign().times(h.of("rate"))), v);
 *     }
 * }
 * var optimizer = new SignDescent(1e-3, 0.9);
 * }</pre>
 */
public interface UpdateRule extends Optimizer {
    /** The hyperparameters by name, besides the learning rate. By default none. */
    default Map<String, Double> scalars() {
        return Map.of();
    }

    /** What is kept for each weight between steps. By default nothing. */
    default List<Slot> slots() {
        return List.of();
    }

    /**
     * The new weight, then the new slots.
     *
     * @param w the weight
     * @param dw its gradient, after clipping
     * @param slots its slots
     * @param h the {@link #scalars()}, and {@code rate}, as the schedule has it, and {@code step},
     *     counted from 1
     */
    List<Node> update(Node w, Node dw, List<Node> slots, Scalars h);

    /** A native kernel that updates several weights and their slots in place, if there is one. */
    default Optional<Kernel> kernel(Group group, Scalars h) {
        return Optional.empty();
    }

    /** The rule that a weight follows under this optimizer: by default this. */
    @Override
    default UpdateRule rule(Variable weight) {
        return this;
    }

    /**
     * Hyperparameters by name.
     *
     * @param nodes their places in the graph
     */
    record Scalars(Map<String, Node> nodes) {
        /** The hyperparameter of this name. */
        public Node of(String name) {
            return nodes.get(name);
        }
    }

    /**
     * Weights that are updated together.
     *
     * @param weights the weights
     * @param gradients their gradients, before clipping by norm
     * @param divisor what clipping by norm divides the gradients by, a single number
     * @param slots for each slot, its values for all weights
     * @param step the step, counted from 1, as a tensor
     */
    record Group(
            List<Node> weights,
            List<Node> gradients,
            Node divisor,
            List<List<Node>> slots,
            Node step) {}
}
