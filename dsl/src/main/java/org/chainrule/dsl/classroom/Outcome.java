package org.chainrule.dsl.classroom;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.eval.Evaluator;
import org.chainrule.dsl.eval.NumericArray;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Shape;

/** What came of an expression for a gradient: numbers, or the reason why there are none. */
sealed interface Outcome {

    /** Numbers, and the expression that they come from. */
    record Value(Node node, NumericArray array) implements Outcome {

        /** The shape that the numbers were declared with. */
        Shape shape() {
            return node.shape();
        }

        /** Whether the numbers are the same, to rounding, in the same shape. */
        boolean matches(NumericArray other) {
            return Arrays.equals(array.sizes(), other.sizes())
                    && Agreement.of(array, other).isApproximate();
        }
    }

    /** The graph does not fit together, or could not be computed. */
    record Misfit(String reason) implements Outcome {}

    /**
     * The outcome of an expression. No gradient counts as zeros.
     *
     * @param at where it is evaluated
     * @param x the value whose gradient it is said to be
     * @param expression the expression, which may throw
     */
    static Outcome of(Evaluator at, Node x, Supplier<Node> expression) {
        try {
            Node node = expression.get();
            if (node == null) {
                return new Misfit("no gradient was given, but null");
            }
            Node whole = node.isZero() ? Node.constant(0).expandLike(x) : node;
            return new Value(whole, at.valueOf(whole));
        } catch (ChainruleException e) {
            throw e; // of the classroom itself
        } catch (IllegalArgumentException | IllegalStateException e) {
            return new Misfit(e.getMessage());
        } catch (RuntimeException e) { // a student's code may throw anything
            return new Misfit(e.toString());
        }
    }

    /** The numbers, if there are any. */
    default Optional<Value> value() {
        return this instanceof Value value ? Optional.of(value) : Optional.empty();
    }

    /** Why this can't be compared with the right gradient, if it can't. */
    default Optional<String> mismatch(String gradient, Shape wanted) {
        if (this instanceof Misfit misfit) {
            return Optional.of(misfit.reason());
        }
        return value().map(Value::shape)
                .filter(found -> !found.agrees(wanted))
                .map(found -> Shapes.mismatch(gradient, wanted, found));
    }

    /** Whether the two come to the same: the same numbers, or both do not fit. */
    default boolean matches(Outcome other) {
        if (this instanceof Value value && other instanceof Value wrong) {
            return value.matches(wrong.array());
        }
        return this instanceof Misfit && other instanceof Misfit;
    }
}
