package org.chainrule.dsl.optimizers;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.chainrule.dsl.Net;
import org.chainrule.dsl.djl.Learner;
import org.chainrule.dsl.djl.Learner.Options;
import org.chainrule.dsl.djl.Native;
import org.chainrule.dsl.djl.Weights;
import org.chainrule.dsl.eval.NumericArray;
import org.chainrule.dsl.graph.Dim;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Shape;
import org.chainrule.dsl.initializers.Initializer;
import org.chainrule.dsl.layers.Layer;
import org.chainrule.dsl.layers.Network;
import org.chainrule.dsl.layers.Scope;
import org.chainrule.dsl.losses.Loss;
import org.chainrule.dsl.losses.Target;
import org.chainrule.dsl.script.Gradients;
import org.chainrule.dsl.script.Precision;

/**
 * A training run whose gradients are given: the network's output is its weights, and the loss the
 * sum of output times target, so that the target is the gradient.
 *
 * @param optimizer the optimizer
 * @param falls whether the rate falls with the steps
 * @param clips what gradients are clipped to
 */
public record GivenGradients(Optimizer optimizer, boolean falls, Clips clips) {
    private static final Shape W = Shape.of(3, 4);
    private static final Shape K = Shape.of(2, 3, 2);
    private static final Shape B = Shape.of(3);

    /**
     * What gradients are clipped to.
     *
     * @param value the greatest magnitude of a number
     * @param norm the greatest norm
     */
    public record Clips(double value, double norm) {}

    private record Given(Map<String, NumericArray> first) implements Layer {
        @Override
        public Node apply(Scope scope, Node x) {
            Node w = parameter(scope, "w", W).merge(0, 1);
            Node k = parameter(scope, "k", K).merge(0, 2);
            Node b = parameter(scope, "b", B);
            return x.times(Node.concat(0, List.of(w, k, b)).unsqueeze(0)); // (batch 1, 27)
        }

        private Node parameter(Scope scope, String name, Shape shape) {
            Initializer given = (s, random) -> Arrays.stream(first.get(name).values());
            return scope.parameter(name, given, shape.dims().toArray(Dim[]::new));
        }
    }

    private record SumOfProducts() implements Loss {
        @Override
        public Optional<Target> target(Shape output) {
            return Optional.of(Target.reals(output));
        }

        @Override
        public Node apply(Node output, Node target) {
            return output.times(target).sum();
        }
    }

    /**
     * The weights after some steps.
     *
     * @param type 64 bits; or 32, where derived gradients go to kernels, and autograd's to the
     *     optimizer's expression, so that both are seen
     * @param gradients where gradients come from
     * @param first the first weights
     * @param reported after which steps; the last ends the run
     */
    public Map<String, NumericArray> weights(
            DataType type,
            Gradients gradients,
            Map<String, NumericArray> first,
            Set<Integer> reported) {
        Network net = Net.features(1).then(new Given(first));
        Options options = new Options(gradients, Precision.FULL, 1).clipValue(clips.value());
        Optimizer used = gradients == Gradients.AUTOGRAD ? ByExpression.of(optimizer) : optimizer;
        Map<String, NumericArray> found = new LinkedHashMap<>();
        try (NDManager manager = NDManager.newBaseManager(Device.cpu());
                Weights weights = new Weights(net.stored(), 1, type, Device.cpu());
                Learner learner = new Learner(net, new SumOfProducts(), used, weights, options)) {
            NDArray one = Native.copy(manager, new double[] {1}, new long[] {1, 1}, type);
            int last = reported.stream().mapToInt(Integer::intValue).max().orElseThrow();
            for (int step = 1; step <= last; step++) {
                try (NDArray dw = Native.copy(manager, gradient(step), new long[] {1, 27}, type)) {
                    double rate = optimizer.rate() * (falls ? 1 / (1 + 0.0625 * step) : 1);
                    learner.step(one, dw, step, rate, clips.norm());
                }
                if (reported.contains(step)) {
                    String after = " after " + step;
                    weights.arrays()
                            .forEach(
                                    (path, array) ->
                                            found.put(
                                                    path.replace("given.", "") + after,
                                                    Native.numbers(array)));
                }
            }
        }
        return found;
    }

    /** The same numbers as in {@code optimizers.py}. */
    private static double[] gradient(int t) {
        List<Shape> shapes = List.of(W, K, B);
        return IntStream.range(0, shapes.size())
                .boxed()
                .flatMapToDouble(
                        place ->
                                IntStream.range(0, (int) shapes.get(place).elements())
                                        .mapToDouble(i -> gradient(place, t, i)))
                .toArray();
    }

    private static double gradient(int place, int t, int i) {
        return (((7 + 2 * place) * t + 13 * i + 5 * t * i + 3 * place) % 33 - 16) / 32.0;
    }
}
