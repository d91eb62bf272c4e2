package org.chainrule.datasets.generators;

import java.util.List;
import org.chainrule.datasets.Examples;
import org.chainrule.dsl.error.ChainruleException;

/**
 * The exclusive or: the corners of the unit square, one class where the coordinates are equal, the
 * other where they differ. No line tells them apart.
 *
 * <p>Example i lies at corner i mod 4 of (0, 0), (0, 1), (1, 0), (1, 1), plus σ·ε with ε ~ N(0, 1)
 * in each coordinate; its class is a ⊕ b of its corner (a, b). Without noise, which is the default,
 * four examples are the truth table. Each class has half of the examples, up to one. The problem is
 * that of Minsky and Papert, "Perceptrons", 1969.
 *
 * <pre>{@code
 * import org.chainrule.datasets.generators.Xor;
 *
 * Examples table = new Xor(4).examples(1);
 * Examples clouds = new Xor(400).withNoise(0.15).examples(1);
 * }</pre>
 *
 * @param count how many examples, at least 4
 * @param noise σ
 */
public record Xor(int count, double noise) implements Generator {
    /** The classes. */
    public static final List<String> CLASSES = List.of("equal", "different");

    /**
     * Examples at or around the corners.
     *
     * @throws ChainruleException if there are fewer than 4, or σ is not a finite number of 0 or
     *     more
     */
    public Xor {
        var argument = new Argument("xor");
        argument.count(count, 4);
        argument.notNegative("noise", noise);
    }

    /** Examples at the corners. */
    public Xor(int count) {
        this(count, 0);
    }

    /** The same around the corners: σ is 0 by default. */
    public Xor withNoise(double deviation) {
        return new Xor(count, deviation);
    }

    @Override
    public String name() {
        return "xor";
    }

    /** The class that a point has: that of the nearest corner. */
    public int truth(double x, double y) {
        return x > 0.5 != y > 0.5 ? 1 : 0;
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
                    double[] corner = {i / 2 % 2, i % 2};
                    return new Drawn(
                            Drawn.near(corner, noise, random), truth(corner[0], corner[1]));
                });
    }
}
