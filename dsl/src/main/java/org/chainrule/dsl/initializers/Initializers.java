package org.chainrule.dsl.initializers;

import java.util.stream.DoubleStream;
import org.chainrule.dsl.graph.Shape;

/** The initializers. */
public final class Initializers {
    private Initializers() {}

    /** Zeros. */
    public static Initializer zeros() {
        return constant(0);
    }

    /** Ones. */
    public static Initializer ones() {
        return constant(1);
    }

    /** One number everywhere. */
    public static Initializer constant(double value) {
        return (shape, random) -> DoubleStream.generate(() -> value).limit(shape.elements());
    }

    /** The normal distribution with mean 0 and this standard deviation. */
    public static Initializer normal(double deviation) {
        return (shape, random) -> draw(shape, () -> random.nextGaussian() * deviation);
    }

    /** Uniform between −bound and bound. */
    public static Initializer uniform(double bound) {
        return (shape, random) -> draw(shape, () -> bound * (2 * random.nextDouble() - 1));
    }

    /**
     * Uniform between ±1/√n, where n is the number of inputs of the layer: what PyTorch gives the
     * weights and biases of its linear layers.
     */
    public static Initializer uniformByInputs(long inputs) {
        return uniform(1 / Math.sqrt(inputs));
    }

    private static DoubleStream draw(Shape shape, java.util.function.DoubleSupplier supplier) {
        return DoubleStream.generate(supplier).limit(shape.elements());
    }
}
