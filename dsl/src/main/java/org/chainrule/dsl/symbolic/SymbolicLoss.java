package org.chainrule.dsl.symbolic;

import java.util.Optional;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Shape;
import org.chainrule.dsl.losses.Loss;
import org.chainrule.dsl.losses.Target;

/**
 * A loss given by an expression of the output y and the target t, averaged over all elements:
 * {@code SymbolicLoss.of("(y - t)^2")} is the mean squared error.
 *
 * <p>Shapes: the target has that of the output.
 *
 * @param element the loss of one element
 */
@Teaches(
        meaning = "the mean of an expression of the output y and the target t",
        formula = "(y − t)² with y = wx for one weight and one example",
        rows = "C15")
public record SymbolicLoss(Symbolic element) implements Loss {

    /**
     * A loss.
     *
     * @param text an expression of y and t
     * @throws org.chainrule.dsl.error.ChainruleException if the expression can't be read, or has
     *     other variables
     */
    public static SymbolicLoss of(String text) {
        return new SymbolicLoss(Symbolic.of(text, "y", "t"));
    }

    @Override
    public Optional<Target> target(Shape output) {
        return Optional.of(Target.reals(output));
    }

    @Override
    public Node apply(Node output, Node target) {
        return element.apply(output, target).mean();
    }
}
