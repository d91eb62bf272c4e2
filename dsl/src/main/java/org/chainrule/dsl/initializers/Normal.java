package org.chainrule.dsl.initializers;

import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Shape;

/**
 * The normal distribution around 0.
 *
 * @param deviation its standard deviation
 */
@Teaches(meaning = "the normal distribution around 0", formula = "w ~ N(0, σ²)")
public record Normal(double deviation) implements Initializer {
    /** Checks the deviation. */
    public Normal {
        Initializers.requireDeviation("normal", deviation);
    }

    @Override
    public DoubleStream values(Shape shape, RandomGenerator random) {
        return DoubleStream.generate(() -> random.nextGaussian() * deviation)
                .limit(shape.elements());
    }
}
