package org.chainrule.dsl.initializers;

import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Shape;

/**
 * Uniform between −bound and bound; its standard deviation is bound/√3.
 *
 * @param bound the greatest magnitude
 */
@Teaches(meaning = "uniform around 0", formula = "w ~ U(−b, b)")
public record Uniform(double bound) implements Initializer {
    /** Checks the bound. */
    public Uniform {
        Initializers.requireDeviation("uniform", bound);
    }

    @Override
    public DoubleStream values(Shape shape, RandomGenerator random) {
        return DoubleStream.generate(() -> bound * (2 * random.nextDouble() - 1))
                .limit(shape.elements());
    }
}
