package org.chainrule.dsl.initializers;

import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;
import org.chainrule.dsl.graph.Shape;

/**
 * How a parameter begins.
 *
 * <p>Numbers are drawn in Java, from a generator seeded with the run's seed and the parameter's
 * path: they are the same on every device, and do not change when another layer is added.
 */
@FunctionalInterface
public interface Initializer {
    /**
     * The first values of a parameter.
     *
     * @param shape its shape; all sizes are fixed
     * @param random where random numbers come from
     * @return as many numbers as the shape has, last axis fastest
     */
    DoubleStream values(Shape shape, RandomGenerator random);
}
