package org.chainrule.datasets.generators;

import java.util.List;
import org.chainrule.datasets.Examples;
import org.chainrule.dsl.error.ChainruleException;

/**
 * Two classes whose probability depends on others by known weights: p(yes | x) = 1/(1 + exp(−(w·x +
 * b))).
 *
 * <p>Each coordinate of x is N(0, 1), and the class is drawn by its probability, so that not even
 * the truth predicts all of them. By default w = (4, −2) and b = 1.
 *
 * <pre>{@code
 * import org.chainrule.datasets.generators.LogisticRegression;
 *
 * var chances = new LogisticRegression(500);
 * double p = chances.truth(0.5, 0); // σ(3)
 * }</pre>
 *
 * @param count how many examples, at least 1
 * @param weights w, at least one
 * @param bias b
 */
public record LogisticRegression(int count, List<Double> weights, double bias)
        implements Generator {
    /** The classes. */
    public static final List<String> CLASSES = List.of("no", "yes");

    /**
     * Examples of known chances.
     *
     * @throws ChainruleException if there is no example or no weight, or a number is not finite
     */
    public LogisticRegression {
        weights = List.copyOf(weights);
        var argument = new Argument("logistic");
        argument.count(count, 1);
        argument.atLeast("the number of weights", weights.size(), 1);
        argument.numbers(count, weights.size());
        argument.finite("weights", weights);
        argument.finite("bias", bias);
    }

    /** Examples with w = (4, −2) and b = 1. */
    public LogisticRegression(int count) {
        this(count, List.of(4.0, -2.0), 1);
    }

    /** The same with another truth; w = (4, −2) and b = 1 by default. */
    public LogisticRegression withWeights(List<Double> w, double b) {
        return new LogisticRegression(count, w, b);
    }

    @Override
    public String name() {
        return "logistic";
    }

    /** The true probability of "yes" at a point. */
    public double truth(double... x) {
        return 1 / (1 + Math.exp(-(bias + LinearRegression.dot(weights, x))));
    }

    @Override
    public Examples examples(long seed) {
        return Drawn.examples(
                name(),
                new long[] {weights.size()},
                CLASSES,
                count,
                seed,
                (i, random) -> {
                    double[] x = Drawn.near(new double[weights.size()], 1, random);
                    return new Drawn(x, random.nextDouble() < truth(x) ? 1 : 0);
                });
    }
}
