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
 * call, and its slots are saved and resumed like those of the library's own.
 */
public interface Optimizer {
    /** The learning rate, before any schedule. */
    double rate();

    /** The hyperparameters by name; they change from run to run without a new program. */
    Map<String, Double> scalars();

    /** The names of what is kept for each weight between steps; all begin at 0. */
    List<String> slots();

    /** Whether the hyperparameter {@code decay} counts for a weight; elsewhere it is 0. */
    default boolean decays(Variable weight) {
        return true;
    }

    /**
     * The new weight, then the new slots.
     *
     * @param w the weight
     * @param dw its gradient
     * @param slots its slots
     * @param scalars the {@link #scalars()}, and {@code rate}, and {@code step}, counted from 1
     */
    List<Node> update(Node w, Node dw, List<Node> slots, Scalars scalars);

    /** A native kernel that updates several weights and their slots in place, if there is one. */
    default Optional<Kernel> kernel(Group group, Scalars scalars) {
        return Optional.empty();
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
     * @param gradients their gradients, before clipping
     * @param divisor what clipping divides the gradients by, a single number
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
