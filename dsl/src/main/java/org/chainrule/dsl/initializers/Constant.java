package org.chainrule.dsl.initializers;

import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Shape;

/**
 * One number everywhere.
 *
 * @param value the number
 */
@Teaches(meaning = "one number everywhere: zeros, ones", formula = "w = c")
public record Constant(double value) implements Initializer {
    /** Checks the number. */
    public Constant {
        Initializers.require(
                Double.isFinite(value), "constant", "the number must be finite", value, "Use 0.");
    }

    @Override
    public DoubleStream values(Shape shape, RandomGenerator random) {
        return DoubleStream.generate(() -> value).limit(shape.elements());
    }
}
