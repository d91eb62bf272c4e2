package org.chainrule.dsl.initializers;

import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Shape;

/**
 * He's, or Kaiming's, initialization: numbers around 0 with the standard deviation σ = g/√in, which
 * keeps the variance of values from layer to layer; with g = √2 behind a relu, which halves it. By
 * outputs, σ = g/√out, it keeps that of gradients. As PyTorch's {@code kaiming_uniform_} and {@code
 * kaiming_normal_}. Source: He et al., "Delving Deep into Rectifiers", 2015.
 *
 * @param distribution uniform or normal
 * @param gain g, √2 by default; √(2/(1 + a²)) for a leaky relu of slope a
 * @param countsOutputs whether outputs count in the place of inputs; by default not
 */
@Teaches(meaning = "keeps variance behind a relu", formula = "σ = √(2/in)", rows = "H2")
public record He(Distribution distribution, double gain, boolean countsOutputs)
        implements Initializer {
    /** Checks the gain. */
    public He {
        Initializers.requireDeviation("he", gain);
    }

    /** The same with another gain. */
    public He gain(double g) {
        return new He(distribution, g, countsOutputs);
    }

    /** The same by outputs. */
    public He byOutputs() {
        return new He(distribution, gain, true);
    }

    @Override
    public DoubleStream values(Shape shape, RandomGenerator random) {
        Fans fans = Fans.of("he", shape);
        double deviation = gain / Math.sqrt(countsOutputs ? fans.out() : fans.in());
        return distribution.of(deviation).values(shape, random);
    }
}
