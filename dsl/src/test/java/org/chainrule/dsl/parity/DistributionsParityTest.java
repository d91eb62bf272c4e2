package org.chainrule.dsl.parity;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.chainrule.dsl.eval.NumericArray;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Op;
import org.chainrule.dsl.ops.BernoulliLogProbability;
import org.chainrule.dsl.ops.BernoulliLogitLogProbability;
import org.chainrule.dsl.ops.CategoricalLogProbability;
import org.chainrule.dsl.ops.Entropy;
import org.chainrule.dsl.ops.ExponentialLogDensity;
import org.chainrule.dsl.ops.GaussianLogDensity;
import org.chainrule.dsl.ops.GaussianRelativeEntropy;
import org.chainrule.dsl.ops.LaplaceLogDensity;
import org.chainrule.dsl.ops.MultivariateGaussianLogDensity;
import org.chainrule.dsl.ops.MultivariateGaussianRelativeEntropy;
import org.chainrule.dsl.ops.RelativeEntropy;
import org.chainrule.dsl.ops.Softmax;
import org.chainrule.dsl.ops.UniformLogDensity;
import org.chainrule.dsl.probability.Bernoulli;
import org.chainrule.dsl.probability.Distribution;
import org.chainrule.dsl.probability.Exponential;
import org.chainrule.dsl.probability.Gaussian;
import org.chainrule.dsl.probability.Laplace;
import org.chainrule.dsl.probability.MultivariateGaussian;
import org.chainrule.dsl.probability.Uniform;

/** Distributions against torch.distributions. */
final class DistributionsParityTest extends ParityTest {
    DistributionsParityTest() {
        super("distributions");
    }

    @Override
    Map<String, Subject> subjects() {
        Map<String, Subject> subjects = new LinkedHashMap<>();
        subjects.put("gaussian", Subject.op(new GaussianLogDensity(), "x", "m", "s"));
        subjects.put("gaussianBroadcast", Subject.op(new GaussianLogDensity(), "x", "m", "s"));
        subjects.put("laplace", Subject.op(new LaplaceLogDensity(), "x", "m", "s"));
        subjects.put("laplaceAtItsMean", Subject.op(new LaplaceLogDensity(), "x", "m", "s"));
        subjects.put("exponential", Subject.op(new ExponentialLogDensity(), "x", "s"));
        subjects.put("uniform", Subject.op(new UniformLogDensity(), "x", "m", "s"));
        subjects.put("bernoulli", Subject.op(new BernoulliLogProbability(), "k", "p"));
        subjects.put("bernoulliLogits", Subject.op(new BernoulliLogitLogProbability(), "k", "a"));
        Op categorical = new CategoricalLogProbability();
        subjects.put("categorical", y(in -> categorical.apply(in.get("k"), normalized(in, "p"))));
        subjects.put(
                "categoricalLogits",
                y(in -> categorical.apply(in.get("k"), new Softmax().apply(in.get("a")))));
        for (int n : List.of(1, 2, 3, 6)) {
            subjects.put(
                    "multivariateGaussian" + n,
                    Subject.op(new MultivariateGaussianLogDensity(), "x", "m", "l"));
        }
        subjects.put("entropy", y(in -> new Entropy().apply(normalized(in, "p"))));
        subjects.put(
                "relativeEntropy",
                y(in -> new RelativeEntropy().apply(normalized(in, "p"), normalized(in, "q"))));
        subjects.put(
                "relativeEntropyBernoulli",
                y(in -> new RelativeEntropy().apply(both(in.get("p")), both(in.get("q")))));
        subjects.put(
                "gaussianRelativeEntropy",
                Subject.op(new GaussianRelativeEntropy(), "m", "s", "n", "t"));
        subjects.put(
                "multivariateGaussianRelativeEntropy",
                Subject.op(new MultivariateGaussianRelativeEntropy(), "m", "l", "n", "k"));
        subjects.put("gaussianEntropy", entropy(in -> new Gaussian(in.at("m"), in.at("s"))));
        subjects.put("laplaceEntropy", entropy(in -> new Laplace(in.at("m"), in.at("s"))));
        subjects.put("exponentialEntropy", entropy(in -> new Exponential(in.at("s"))));
        subjects.put(
                "uniformEntropy",
                entropy(in -> new Uniform(in.at("m") - in.at("s"), in.at("m") + in.at("s"))));
        subjects.put("bernoulliEntropy", entropy(in -> new Bernoulli(in.at("p"))));
        subjects.put(
                "multivariateGaussianEntropy",
                entropy(
                        in ->
                                MultivariateGaussian.ofFactor(
                                        in.arrays().get("m"), in.arrays().get("l"))));
        return subjects;
    }

    /** Sums over a batch of squares and quotients that cancel each other. */
    @Override
    double ulps(String name) {
        return name.startsWith("multivariateGaussian") || name.equals("gaussianBroadcast")
                ? 2 * ULPS
                : ULPS;
    }

    private static Subject y(Function<Map<String, Node>, Node> expression) {
        return Subject.graph(in -> Map.of("y", expression.apply(in)));
    }

    /** PyTorch divides probabilities by their sum, and differentiates that, too. */
    private static Node normalized(Map<String, Node> in, String name) {
        return in.get(name).over(in.get(name).sumKept(-1));
    }

    private static Node both(Node p) {
        return Node.concat(-1, List.of(p.unsqueeze(-1), p.subtractedFrom(1).unsqueeze(-1)));
    }

    private record Given(Map<String, NumericArray> arrays) {
        double at(String name) {
            return arrays.get(name).item();
        }
    }

    /** The entropy of a distribution, which is computed in 64 bits only. */
    private static Subject entropy(Function<Given, Distribution> distribution) {
        return (reference, type, gradients) ->
                Map.of(
                        "y",
                        NumericArray.filled(
                                distribution.apply(new Given(reference.inputs())).entropy(), 1));
    }
}
