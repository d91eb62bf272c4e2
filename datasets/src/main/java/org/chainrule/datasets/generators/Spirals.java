package org.chainrule.datasets.generators;

import org.chainrule.datasets.Examples;
import org.chainrule.dsl.error.ChainruleException;

/**
 * Arms of a spiral that wind around each other, a class each.
 *
 * <p>Arm j of k: r(t) = 2·(0.1 + 0.9·t), θ(t) = 2π·(turns·t + j/k), (x, y) = r·(cos θ, sin θ) + σ·ε
 * with t uniform in [0, 1) and ε ~ N(0, 1) in each coordinate. Along a ray from the centre, arms
 * are 1.8/(turns·k) apart. Example i lies on arm i mod k. By default there are 2 arms of 1.5 turns,
 * and σ = 0.03. After Lang and Witbrock, "Learning to Tell Two Spirals Apart", 1988.
 *
 * <pre>{@code
 * import org.chainrule.datasets.generators.Spirals;
 *
 * Examples three = new Spirals(600).withArms(3).withTurns(1).examples(1);
 * }</pre>
 *
 * @param count how many examples, at least one for each arm
 * @param arms k, at least 2
 * @param turns how often an arm goes around the centre
 * @param noise σ
 */
public record Spirals(int count, int arms, double turns, double noise) implements Generator {
    private static final double OUTER = 2; // so that coordinates have a deviation of about 1
    private static final double INNER = 0.1; // of the outer radius

    /**
     * Examples on arms.
     *
     * @throws ChainruleException if there are fewer than two arms or fewer examples than arms,
     *     turns are not above 0, or σ is negative, or one is not finite
     */
    public Spirals {
        var argument = new Argument("spirals");
        argument.atLeast("arms", arms, 2);
        argument.count(count, arms);
        argument.positive("turns", turns);
        argument.notNegative("noise", noise);
    }

    /** Examples on two arms of one and a half turns. */
    public Spirals(int count) {
        this(count, 2, 1.5, 0.03);
    }

    /** The same with another number of arms; 2 by default. */
    public Spirals withArms(int number) {
        return new Spirals(count, number, turns, noise);
    }

    /** The same with longer or shorter arms; 1.5 turns by default. */
    public Spirals withTurns(double number) {
        return new Spirals(count, arms, number, noise);
    }

    /** The same with another σ; 0.03 by default. */
    public Spirals withNoise(double deviation) {
        return new Spirals(count, arms, turns, deviation);
    }

    @Override
    public String name() {
        return "spirals";
    }

    /**
     * A point of an arm, without noise.
     *
     * @param arm from 0
     * @param t from 0, next to the centre, to 1
     */
    public double[] curve(int arm, double t) {
        double r = OUTER * (INNER + (1 - INNER) * t);
        double angle = 2 * Math.PI * (turns * t + (double) arm / arms);
        return new double[] {r * Math.cos(angle), r * Math.sin(angle)};
    }

    @Override
    public Examples examples(long seed) {
        return Drawn.examples(
                name(),
                new long[] {2},
                Drawn.numbered("arm", arms),
                count,
                seed,
                (i, random) -> {
                    double[] point = curve(i % arms, random.nextDouble());
                    return new Drawn(Drawn.near(point, noise, random), i % arms);
                });
    }
}
