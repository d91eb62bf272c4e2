package org.chainrule.datasets.generators;

import java.util.List;
import org.chainrule.datasets.Examples;
import org.chainrule.dsl.error.ChainruleException;

/**
 * A sine to fit: y = sin ωx + σ·ε, with x uniform in [−π, π) and ε ~ N(0, 1).
 *
 * <p>By default ω = 1 and σ = 0.1. No model is expected to have a mean squared error below σ².
 *
 * <pre>{@code
 * import org.chainrule.datasets.generators.Sine;
 *
 * Examples fast = new Sine(200).withFrequency(3).withNoise(0).examples(1);
 * }</pre>
 *
 * @param count how many examples, at least 1
 * @param frequency ω, above 0
 * @param noise σ
 */
public record Sine(int count, double frequency, double noise) implements Generator {

    /**
     * Examples of a sine.
     *
     * @throws ChainruleException if there is no example, ω is not above 0, or σ is negative, or one
     *     is not finite
     */
    public Sine {
        var argument = new Argument("sine");
        argument.count(count, 1);
        argument.positive("frequency", frequency);
        argument.notNegative("noise", noise);
    }

    /** Examples of sin x with σ = 0.1. */
    public Sine(int count) {
        this(count, 1, 0.1);
    }

    /** The same with another ω; 1 by default. */
    public Sine withFrequency(double omega) {
        return new Sine(count, omega, noise);
    }

    /** The same with another σ; 0.1 by default. */
    public Sine withNoise(double deviation) {
        return new Sine(count, frequency, deviation);
    }

    @Override
    public String name() {
        return "sine";
    }

    /** The true value: sin ωx. */
    public double truth(double x) {
        return Math.sin(frequency * x);
    }

    @Override
    public Examples examples(long seed) {
        return Drawn.examples(
                name(),
                new long[] {1},
                List.of(),
                count,
                seed,
                (i, random) -> {
                    double x = random.nextDouble(-Math.PI, Math.PI);
                    return new Drawn(new double[] {x}, truth(x) + noise * random.nextGaussian());
                });
    }
}
