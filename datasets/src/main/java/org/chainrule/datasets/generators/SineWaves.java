package org.chainrule.datasets.generators;

import java.util.List;
import org.chainrule.datasets.Examples;
import org.chainrule.dsl.error.ChainruleException;

/**
 * Pieces of sine waves, each with the number that comes next: sequences to forecast.
 *
 * <p>x(t) = sin(ωt + φ) + σ·ε for t = 0, …, T − 1, and the target is sin(ωT + φ), without noise.
 * Each example draws its own ω, uniform in [0.2, 1), and φ, uniform in [0, 2π). By default σ = 0.
 * Without noise two numbers and ω tell the next one: x(t + 1) = 2·cos ω·x(t) − x(t − 1). Inputs are
 * (T, 1).
 *
 * <pre>{@code
 * import org.chainrule.datasets.generators.SineWaves;
 *
 * Examples waves = new SineWaves(500, 20).examples(1); // inputs (20, 1)
 * var net = Net.sequence(1).gru(16).last().dense(1);
 * }</pre>
 *
 * @param count how many examples, at least 1
 * @param length T, at least 3: fewer do not tell ω
 * @param noise σ
 */
public record SineWaves(int count, int length, double noise) implements Generator {
    private static final double SLOWEST = 0.2;
    private static final double FASTEST = 1;

    /**
     * Examples of waves.
     *
     * @throws ChainruleException if there is no example, a wave has fewer than 3 numbers, all have
     *     more than 100 million together, or σ is not a finite number of 0 or more
     */
    public SineWaves {
        var argument = new Argument("waves");
        argument.count(count, 1);
        argument.atLeast("length", length, 3);
        argument.numbers(count, length);
        argument.notNegative("noise", noise);
    }

    /** Waves without noise. */
    public SineWaves(int count, int length) {
        this(count, length, 0);
    }

    /** The same with noise on what is seen, but not on the target; σ is 0 by default. */
    public SineWaves withNoise(double deviation) {
        return new SineWaves(count, length, deviation);
    }

    @Override
    public String name() {
        return "waves";
    }

    @Override
    public Examples examples(long seed) {
        return Drawn.examples(
                name(),
                new long[] {length, 1},
                List.of(),
                count,
                seed,
                (i, random) -> {
                    double omega = random.nextDouble(SLOWEST, FASTEST);
                    double phase = random.nextDouble(0, 2 * Math.PI);
                    double[] wave = new double[length]; // (T)
                    for (int t = 0; t < length; t++) {
                        wave[t] = Math.sin(omega * t + phase);
                    }
                    double next = Math.sin(omega * length + phase);
                    return new Drawn(Drawn.near(wave, noise, random), next);
                });
    }
}
