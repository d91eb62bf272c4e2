package org.chainrule.dsl.initializers;

import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Shape;

/**
 * Xavier's, or Glorot's, initialization: numbers around 0 with the standard deviation σ = g·√(2/(in
 * + out)), which keeps the variance of values and of gradients from layer to layer where the
 * activation is about linear at 0. As PyTorch's {@code xavier_uniform_} and {@code xavier_normal_}.
 * Source: Glorot and Bengio, "Understanding the Difficulty of Training Deep Feedforward Neural
 * Networks", 2010.
 *
 * @param distribution uniform or normal
 * @param gain g, 1 by default; 5/3 is common for tanh
 */
@Teaches(
        meaning = "keeps variance by inputs and outputs",
        formula = "σ = g·√(2/(in + out))",
        rows = "H1")
public record Xavier(Distribution distribution, double gain) implements Initializer {
    /** Checks the gain. */
    public Xavier {
        Initializers.requireDeviation("xavier", gain);
    }

    /** The same with another gain. */
    public Xavier gain(double g) {
        return new Xavier(distribution, g);
    }

    @Override
    public DoubleStream values(Shape shape, RandomGenerator random) {
        Fans fans = Fans.of("xavier", shape);
        double deviation = gain * Math.sqrt(2.0 / (fans.in() + fans.out()));
        return distribution.of(deviation).values(shape, random);
    }
}
