package org.chainrule.dsl.probability;

import java.util.List;
import java.util.random.RandomGenerator;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.eval.NumericArray;
import org.chainrule.dsl.graph.DType;
import org.chainrule.dsl.graph.Op;
import org.chainrule.dsl.ops.UniformLogDensity;

/**
 * The uniform distribution, p(x) = 1/(b − a) for a ≤ x &lt; b.
 *
 * <p>Mean (a + b)/2, variance (b − a)²/12, entropy ln(b − a).
 *
 * @param from a
 * @param to b, more than a
 */
public record Uniform(double from, double to) implements Univariate {

    /**
     * A uniform distribution.
     *
     * @throws ChainruleException if an end is not finite, or the second is not more than the first
     */
    public Uniform {
        Simplex.requireFinite("Uniform", "from", from);
        Simplex.requireFinite("Uniform", "to", to);
        if (from >= to) {
            throw new ChainruleException(
                    "Uniform",
                    "from must be less than to",
                    "but " + from + " is not less than " + to,
                    "Exchange or change them.");
        }
    }

    @Override
    public Op op() {
        return new UniformLogDensity();
    }

    @Override
    public List<NumericArray> parameters() {
        return List.of(NumericArray.scalar(from), NumericArray.scalar(to));
    }

    @Override
    public DType outcomes() {
        return DType.FLOAT;
    }

    @Override
    public double mean() {
        return 0.5 * from + 0.5 * to;
    }

    @Override
    public double variance() {
        return (to - from) * (to - from) / 12;
    }

    @Override
    public double entropy() {
        return Math.log(to - from);
    }

    @Override
    public double sample(RandomGenerator random) {
        return random.nextDouble(from, to);
    }
}
