package org.chainrule.dsl.probability;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.eval.Evaluator;
import org.chainrule.dsl.eval.NumericArray;
import org.chainrule.dsl.graph.DType;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Op;
import org.chainrule.dsl.graph.Shape;
import org.chainrule.dsl.graph.Type;
import org.chainrule.dsl.graph.Variable;
import org.chainrule.dsl.ops.CategoricalLogProbability;
import org.chainrule.dsl.ops.Entropy;
import org.chainrule.dsl.ops.Softmax;

/**
 * The categorical distribution: class k of V with probability p[k].
 *
 * <p>Mean and covariance are those of the one-hot vector of the class: p, and diag(p) − p·pᵀ.
 * Entropy −Σ p ln p.
 *
 * @param probabilities p (V)
 */
public record Categorical(NumericArray probabilities) implements Multivariate {

    /**
     * A categorical distribution.
     *
     * @throws ChainruleException if probabilities are no vector, one is negative, or they do not
     *     sum to 1
     */
    public Categorical {
        if (probabilities.rank() != 1) {
            throw new ChainruleException(
                    "Categorical",
                    "probabilities must be a vector",
                    "but found " + probabilities.rank() + " axes",
                    "Give a probability for each class.");
        }
        Simplex.require("Categorical", probabilities.values());
    }

    /** Of these probabilities. */
    public Categorical(double... probabilities) {
        this(NumericArray.of(probabilities, probabilities.length));
    }

    /** From class scores, p = softmax(a). */
    public static Categorical ofLogits(double... a) {
        return new Categorical(value(new Softmax(), NumericArray.of(a, a.length)));
    }

    /** Of counts, or of any weights that are not negative, each divided by their sum. */
    public static Categorical ofCounts(double... counts) {
        double sum = Arrays.stream(counts).sum();
        return new Categorical(Arrays.stream(counts).map(each -> each / sum).toArray());
    }

    private static NumericArray value(Op op, NumericArray x) {
        Type type = new Type(Shape.of(x.sizes()), DType.FLOAT);
        Variable variable = new Variable("x", type, Variable.Role.INPUT);
        Node y = op.apply(variable.apply());
        return new Evaluator(Map.of(variable, x), 0).valueOf(y);
    }

    @Override
    public Op op() {
        return new CategoricalLogProbability();
    }

    @Override
    public List<NumericArray> parameters() {
        return List.of(probabilities);
    }

    @Override
    public DType outcomes() {
        return DType.INT;
    }

    @Override
    public void require(NumericArray outcomes) {
        int classes = probabilities.count();
        for (double each : outcomes.values()) {
            if (!(each >= 0 && each < classes && each == Math.rint(each))) {
                throw new ChainruleException(
                        "Categorical",
                        "an outcome must be a class from 0 to " + (classes - 1),
                        "but found " + each,
                        "Number the classes from 0.");
            }
        }
    }

    /** The log probability of a class. */
    public double logProbability(int k) {
        return logDensity(NumericArray.scalar(k)).item();
    }

    @Override
    public NumericArray mean() {
        return probabilities;
    }

    @Override
    public NumericArray covariance() {
        double[] p = probabilities.values();
        double[] covariance = new double[p.length * p.length];
        for (int i = 0; i < p.length; i++) {
            for (int j = 0; j < p.length; j++) {
                covariance[i * p.length + j] = (i == j ? p[i] : 0) - p[i] * p[j];
            }
        }
        return NumericArray.of(covariance, p.length, p.length);
    }

    @Override
    public double entropy() {
        return value(new Entropy(), probabilities).item() + 0.0; // not −0
    }

    /** A class, drawn: the first whose cumulated probability exceeds a uniform number. */
    public int sample(RandomGenerator random) {
        double[] p = probabilities.values();
        double left = random.nextDouble() * Arrays.stream(p).sum();
        int last = 0;
        for (int k = 0; k < p.length; k++) {
            left -= p[k];
            if (p[k] > 0) {
                last = k; // rounding must not give a class that cannot be
                if (left < 0) {
                    return k;
                }
            }
        }
        return last;
    }
}
