package org.chainrule.dsl.optimizers;

import java.util.function.UnaryOperator;
import org.chainrule.dsl.graph.Shape;

/**
 * What an optimizer keeps for each weight between steps, and saves in checkpoints: a momentum, a
 * mean of squares.
 *
 * @param name its name, unlike that of the rule's other slots
 * @param shape its shape for a weight of some shape, all of fixed size
 * @param initial the number that all of it begins with
 */
public record Slot(String name, UnaryOperator<Shape> shape, double initial) {
    /** A slot of the weight's own shape that begins at 0. */
    public static Slot of(String name) {
        return new Slot(name, UnaryOperator.identity(), 0);
    }

    /** A single number for each weight, at first 0. */
    public static Slot number(String name) {
        return new Slot(name, weight -> Shape.SCALAR, 0);
    }

    /** The same, but beginning with another number. */
    public Slot from(double first) {
        return new Slot(name, shape, first);
    }
}
