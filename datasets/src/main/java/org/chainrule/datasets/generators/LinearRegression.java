package org.chainrule.datasets.generators;

import java.util.List;
import java.util.stream.IntStream;
import org.chainrule.datasets.Examples;
import org.chainrule.dsl.error.ChainruleException;

/**
 * Numbers that depend on others by known weights: y = w·x + b + σ·ε.
 *
 * <p>Each coordinate of x and ε are N(0, 1). By default w = (2, −1), b = ½ and σ = 0.1. Least
 * squares on n examples finds each weight with a standard deviation of about σ/√n, and the mean
 * squared error of the true weights is σ².
 *
 * <pre>{@code
 * import java.util.List;
 * import org.chainrule.datasets.generators.LinearRegression;
 *
 * var line = new LinearRegression(100).withWeights(List.of(3.0), 1).withNoise(0.2);
 * Examples examples = line.examples(1); // inputs (1), targets near 3x + 1
 * }</pre>
 *
 * @param count how many examples, at least 1
 * @param weights w, at least one
 * @param bias b
 * @param noise σ
 */
public record LinearRegression(int count, List<Double> weights, double bias, double noise)
        implements Generator {

    /**
     * Examples of a known line or plane.
     *
     * @throws ChainruleException if there is no example or no weight, or more than 100 million
     *     numbers, or σ is negative, or a number is not finite
     */
    public LinearRegression {
        weights = List.copyOf(weights);
        var argument = new Argument("linear");
        argument.count(count, 1);
        argument.atLeast("the number of weights", weights.size(), 1);
        argument.numbers(count, weights.size());
        argument.finite("weights", weights);
        argument.finite("bias", bias);
        argument.notNegative("noise", noise);
    }

    /** Examples of y = 2x₁ − x₂ + ½ with σ = 0.1. */
    public LinearRegression(int count) {
        this(count, List.of(2.0, -1.0), 0.5, 0.1);
    }

    /** The same with another truth; w = (2, −1) and b = ½ by default. */
    public LinearRegression withWeights(List<Double> w, double b) {
        return new LinearRegression(count, w, b, noise);
    }

    /** The same with another σ; 0.1 by default. */
    public LinearRegression withNoise(double deviation) {
        return new LinearRegression(count, weights, bias, deviation);
    }

    @Override
    public String name() {
        return "linear";
    }

    /** The true value at a point: w·x + b. */
    public double truth(double... x) {
        return bias + dot(weights, x);
    }

    static double dot(List<Double> weights, double... x) {
        return IntStream.range(0, x.length).mapToDouble(i -> weights.get(i) * x[i]).sum();
    }

    @Override
    public Examples examples(long seed) {
        return Drawn.examples(
                name(),
                new long[] {weights.size()},
                List.of(),
                count,
                seed,
                (i, random) -> {
                    double[] x = Drawn.near(new double[weights.size()], 1, random);
                    return new Drawn(x, truth(x) + noise * random.nextGaussian());
                });
    }
}
