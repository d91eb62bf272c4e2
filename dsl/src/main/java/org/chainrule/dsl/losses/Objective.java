package org.chainrule.dsl.losses;

import java.util.Optional;
import java.util.function.Supplier;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.eval.NumericArray;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Sizes;
import org.chainrule.dsl.graph.Variable;
import org.chainrule.dsl.layers.Declaration;

/**
 * A loss on the output of a declared network.
 *
 * @param loss the loss
 * @param output the network's output
 * @param target what it is compared with; empty where the loss has no target
 * @param compared the target in the graph; zero where the loss has none
 * @param data the loss of the batch alone
 * @param value what training makes small: the same with the penalties on weights
 */
public record Objective(
        Loss loss, Node output, Optional<Target> target, Node compared, Node data, Node value) {
    private static final String NAME = "target";

    /** The loss on a network's output. */
    public static Objective of(Declaration declared, Loss loss) {
        Node output = declared.output();
        Optional<Target> target = loss.target(output.shape());
        Node compared = target.map(t -> variable(t).apply()).orElse(Node.zero());
        Node data = loss.apply(output, compared);
        Node penalty = loss.penalty(declared.parameters());
        Node value = penalty.isZero() ? data : data.plus(penalty);
        return new Objective(loss, output, target, compared, data, value);
    }

    private static Variable variable(Target target) {
        return new Variable(NAME, target.type(), Variable.Role.INPUT);
    }

    /** The target as an input of the graph, where there is one. */
    public Optional<Variable> variable() {
        return target.map(Objective::variable);
    }

    /**
     * Refuses a loss that is not one number.
     *
     * @return this
     * @throws ChainruleException if it is several
     */
    public Objective requireNumber() {
        if (value.shape().rank() > 0) {
            throw new ChainruleException(
                    "loss",
                    "training needs one number",
                    "but " + loss + " gives " + value.shape(),
                    "Reduce it by mean() or sum().");
        }
        return this;
    }

    /**
     * Refuses a batch that the loss can't take.
     *
     * @param sizes the sizes of the batch
     * @param found the sizes of its target, if it has one
     * @param numbers the numbers of its target, which are read only where some are not allowed
     * @throws ChainruleException if the target does not fit the batch, or holds other numbers
     */
    public void check(Sizes sizes, Optional<long[]> found, Supplier<NumericArray> numbers) {
        checkViews(sizes);
        if (target.isPresent() != found.isPresent()) {
            throw new ChainruleException(
                    "batch",
                    loss + (target.isPresent() ? " needs targets" : " takes no targets"),
                    found.isPresent() ? "but found some" : "but found none",
                    found.isPresent() ? "Leave them out." : "Give them with the batch.");
        }
        target.ifPresent(
                t -> {
                    t.checkSizes(sizes, found.orElseThrow());
                    if (t.values().isBounded()) {
                        t.checkValues(numbers.get());
                    }
                });
    }

    /** The same for numbers at hand. */
    public void check(Sizes sizes, Optional<NumericArray> given) {
        check(sizes, given.map(NumericArray::sizes), given::orElseThrow);
    }

    private void checkViews(Sizes sizes) {
        if (loss.views() > 1 && sizes.of(output.shape().dim(0)) % loss.views() != 0) {
            throw new ChainruleException(
                    "loss",
                    "a batch must hold "
                            + loss.views()
                            + " views of each example, one after the other",
                    "but found " + sizes.of(output.shape().dim(0)) + " rows",
                    "Give all first views, then all second ones, and so on.");
        }
    }
}
