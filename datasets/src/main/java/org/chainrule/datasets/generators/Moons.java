package org.chainrule.datasets.generators;

import java.util.List;
import org.chainrule.datasets.Examples;
import org.chainrule.dsl.error.ChainruleException;

/**
 * Two half circles that reach into each other.
 *
 * <p>With t uniform in [0, 1), the upper moon is (cos πt, sin πt) and the lower one (1 − cos πt, ½
 * − sin πt), plus σ·ε with ε ~ N(0, 1) in each coordinate. By default σ = 0.1. The moons come no
 * nearer to each other than ½. Example i is of the upper moon where i is even.
 *
 * <pre>{@code
 * import org.chainrule.datasets.generators.Moons;
 *
 * Examples moons = new Moons(400).withNoise(0.15).examples(1);
 * }</pre>
 *
 * @param count how many examples, at least 2
 * @param noise σ
 */
public record Moons(int count, double noise) implements Generator {
    /** The classes. */
    public static final List<String> CLASSES = List.of("upper", "lower");

    /**
     * Examples on two moons.
     *
     * @throws ChainruleException if there are fewer than 2, or σ is not a finite number of 0 or
     *     more
     */
    public Moons {
        var argument = new Argument("moons");
        argument.count(count, 2);
        argument.notNegative("noise", noise);
    }

    /** Examples with σ = 0.1. */
    public Moons(int count) {
        this(count, 0.1);
    }

    /** The same with another σ; 0.1 by default. */
    public Moons withNoise(double deviation) {
        return new Moons(count, deviation);
    }

    @Override
    public String name() {
        return "moons";
    }

    /**
     * A point of a moon, without noise.
     *
     * @param moon 0 for the upper one, 1 for the lower one
     * @param t from 0 to 1
     */
    public double[] curve(int moon, double t) {
        double x = Math.cos(Math.PI * t);
        double y = Math.sin(Math.PI * t);
        return moon == 0 ? new double[] {x, y} : new double[] {1 - x, 0.5 - y};
    }

    @Override
    public Examples examples(long seed) {
        return Drawn.examples(
                name(),
                new long[] {2},
                CLASSES,
                count,
                seed,
                (i, random) -> {
                    double[] point = curve(i % 2, random.nextDouble());
                    return new Drawn(Drawn.near(point, noise, random), i % 2);
                });
    }
}
