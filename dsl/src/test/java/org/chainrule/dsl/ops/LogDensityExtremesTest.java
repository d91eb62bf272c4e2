package org.chainrule.dsl.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.chainrule.dsl.eval.Evaluator;
import org.chainrule.dsl.eval.NumericArray;
import org.chainrule.dsl.graph.DType;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Op;
import org.chainrule.dsl.graph.Reverse;
import org.chainrule.dsl.graph.Shape;
import org.chainrule.dsl.graph.Type;
import org.chainrule.dsl.graph.Variable;
import org.junit.jupiter.api.Test;

/** Values and gradients at the ends of what log densities and entropies take. */
class LogDensityExtremesTest {
    private static final double INFINITE = Double.POSITIVE_INFINITY;

    /** The result, then the gradients of its sum by all real inputs; the closed form and parts. */
    private static List<double[]> run(Op op, boolean isFirstWhole, double[]... inputs) {
        Map<Variable, NumericArray> values = new LinkedHashMap<>();
        List<Node> nodes =
                IntStream.range(0, inputs.length)
                        .mapToObj(
                                i -> {
                                    DType dtype = isFirstWhole && i == 0 ? DType.INT : DType.FLOAT;
                                    Type type = new Type(Shape.of(inputs[i].length), dtype);
                                    var v = new Variable("x" + i, type, Variable.Role.INPUT);
                                    values.put(v, NumericArray.of(inputs[i], inputs[i].length));
                                    return v.apply();
                                })
                        .toList();
        Node y = op.apply(nodes.toArray(Node[]::new));
        List<Node> by = nodes.stream().filter(n -> n.dtype() == DType.FLOAT).toList();
        Node one = Node.constant(1).expandLike(y);
        Evaluator evaluator = new Evaluator(values, 0);
        List<double[]> found = new ArrayList<>();
        found.add(unsigned(evaluator.valueOf(y)));
        Reverse.gradients(y, one, by).forEach(g -> found.add(unsigned(evaluator.valueOf(g))));
        Reverse.gradients(y.call().body().get(0), one, by)
                .forEach(
                        g ->
                                assertThat(evaluator.valueOf(g).values())
                                        .as("in parts")
                                        .doesNotContain(Double.NaN));
        assertThat(found).allSatisfy(each -> assertThat(each).doesNotContain(Double.NaN));
        return found;
    }

    /** With 0 for −0. */
    private static double[] unsigned(NumericArray array) {
        return array.map(v -> v + 0.0).values();
    }

    private static double[] of(double... values) {
        return values;
    }

    @Test
    void gaussianFarFromItsMean() {
        var found = run(new GaussianLogDensity(), false, of(1e4, -1e4, 0), of(0), of(1e-4));
        assertThat(found.get(1)).containsExactly(-1e12, 1e12, 0);
    }

    @Test
    void laplaceAtItsKink() {
        var found = run(new LaplaceLogDensity(), false, of(0, 1e4), of(0), of(2));
        assertThat(found.get(1)).containsExactly(0, -0.5);
    }

    @Test
    void logitsDoNotOverflow() {
        var found =
                run(
                        new BernoulliLogitLogProbability(),
                        true,
                        of(1, 0, 1, 0, 1),
                        of(1e4, 1e4, -1e4, -1e4, 0));
        assertThat(found.get(0)).containsExactly(0, -1e4, -1e4, 0, -Math.log(2));
        assertThat(found.get(1)).containsExactly(0, -1, 1, 0, 0.5);
    }

    @Test
    void sureOutcomesCostNothing() {
        var found = run(new BernoulliLogProbability(), true, of(0, 1, 1), of(0, 1, 0));
        assertThat(found.get(0)).containsExactly(0, 0, -INFINITE);
        assertThat(found.get(1)).containsExactly(-1, 1, INFINITE);
    }

    @Test
    void zerosAreLeftOutOfEntropies() {
        double[] p = {0, 1, 0};
        double[] q = {0.5, 0.5, 0};
        assertThat(run(new Entropy(), false, p).get(0)).containsExactly(0);
        assertThat(run(new Entropy(), false, p).get(1)).containsExactly(0, -1, 0);
        var divergence = run(new RelativeEntropy(), false, p, q);
        assertThat(divergence.get(0)).containsExactly(Math.log(2));
        assertThat(divergence.get(1)).containsExactly(0, Math.log(2) + 1, 0);
        assertThat(divergence.get(2)).containsExactly(0, -2, 0);
        assertThat(run(new RelativeEntropy(), false, q, p).get(0)).containsExactly(INFINITE);
        assertThat(run(new DistributionCrossEntropy(), false, p, q).get(0))
                .containsExactly(Math.log(2));
        assertThat(run(new DistributionCrossEntropy(), false, q, p).get(0))
                .containsExactly(INFINITE);
    }

    @Test
    void denormalProbabilitiesKeepTheirLogarithm() {
        double tiny = Double.MIN_VALUE;
        assertThat(run(new RelativeEntropy(), false, of(1, 0), of(tiny, 1)).get(0))
                .containsExactly(-Math.log(tiny));
    }

    @Test
    void outsideOfTheSupportThereIsNoGradient() {
        var uniform = run(new UniformLogDensity(), false, of(-1, 0, 0.5, 1), of(0), of(1));
        assertThat(uniform.get(0)).containsExactly(-INFINITE, 0, 0, -INFINITE);
        assertThat(uniform.get(2)).containsExactly(2); // of the two that lie inside
        var exponential = run(new ExponentialLogDensity(), false, of(-1, 0, 1e4), of(2));
        assertThat(exponential.get(0)).containsExactly(-INFINITE, Math.log(2), Math.log(2) - 2e4);
        assertThat(exponential.get(1)).containsExactly(0, -2, -2);
    }
}
