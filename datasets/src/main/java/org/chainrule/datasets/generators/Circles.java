package org.chainrule.datasets.generators;

import java.util.List;
import org.chainrule.datasets.Examples;
import org.chainrule.dsl.error.ChainruleException;

/**
 * A circle inside another.
 *
 * <p>With t uniform in [0, 1), a point is r·(cos 2πt, sin 2πt) + σ·ε with ε ~ N(0, 1) in each
 * coordinate; r = 1 on the outer circle, and the factor on the inner one. By default the factor is
 * 0.5, and σ = 0.08. Example i is of the outer circle where i is even.
 *
 * <pre>{@code
 * import org.chainrule.datasets.generators.Circles;
 *
 * Examples near = new Circles(400).withFactor(0.7).withNoise(0.05).examples(1);
 * }</pre>
 *
 * @param count how many examples, at least 2
 * @param factor the radius of the inner circle, above 0 and below 1
 * @param noise σ
 */
public record Circles(int count, double factor, double noise) implements Generator {
    /** The classes. */
    public static final List<String> CLASSES = List.of("outer", "inner");

    /**
     * Examples on two circles.
     *
     * @throws ChainruleException if there are fewer than 2, the factor is out of range, or σ is not
     *     a finite number of 0 or more
     */
    public Circles {
        var argument = new Argument("circles");
        argument.count(count, 2);
        if (!(factor > 0 && factor < 1)) {
            throw argument.error(
                    "factor must be above 0 and below 1", Double.toString(factor), "Use 0.5.");
        }
        argument.notNegative("noise", noise);
    }

    /** Examples with an inner radius of 0.5 and σ = 0.08. */
    public Circles(int count) {
        this(count, 0.5, 0.08);
    }

    /** The same with another inner radius; 0.5 by default. */
    public Circles withFactor(double radius) {
        return new Circles(count, radius, noise);
    }

    /** The same with another σ; 0.08 by default. */
    public Circles withNoise(double deviation) {
        return new Circles(count, factor, deviation);
    }

    @Override
    public String name() {
        return "circles";
    }

    /**
     * A point of a circle, without noise.
     *
     * @param circle 0 for the outer one, 1 for the inner one
     * @param t from 0 to 1, once around
     */
    public double[] curve(int circle, double t) {
        double r = circle == 0 ? 1 : factor;
        return new double[] {r * Math.cos(2 * Math.PI * t), r * Math.sin(2 * Math.PI * t)};
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
