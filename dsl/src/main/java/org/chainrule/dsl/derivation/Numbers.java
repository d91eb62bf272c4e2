package org.chainrule.dsl.derivation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.chainrule.dsl.eval.Evaluator;
import org.chainrule.dsl.eval.NumericArray;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.DType;
import org.chainrule.dsl.graph.Dim;
import org.chainrule.dsl.graph.LookUp;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Shape;
import org.chainrule.dsl.graph.Sizes;
import org.chainrule.dsl.graph.Variable;
import org.chainrule.dsl.layers.Parameter;
import org.chainrule.dsl.losses.Objective;

/**
 * What the steps of a derivation are on one batch: each node evaluated step by step in 64 bits,
 * forward and backward.
 */
public final class Numbers {
    private static final long EXAMPLES = 2; // in a batch that is drawn
    private static final long STEPS = 4; // along an axis that is open

    private final Evaluator evaluator;

    /**
     * The numbers on a batch, with the parameters as their initializers draw them.
     *
     * @param derivation the derivation
     * @param xs the inputs, in their order
     * @param y the target
     * @param seed what parameters and dropout are drawn from
     */
    public Numbers(Derivation derivation, List<NumericArray> xs, NumericArray y, long seed) {
        this(derivation, initial(derivation, seed), xs, y, seed);
    }

    /**
     * The numbers on a batch, with these parameters.
     *
     * @param derivation the derivation
     * @param parameters the values of all parameters
     * @param xs the inputs, in their order
     * @param y the target
     * @param seed what dropout is drawn from
     */
    public Numbers(
            Derivation derivation,
            Map<Variable, NumericArray> parameters,
            List<NumericArray> xs,
            NumericArray y,
            long seed) {
        this(derivation, parameters, xs, Optional.of(y), seed);
    }

    private Numbers(
            Derivation derivation,
            Map<Variable, NumericArray> parameters,
            List<NumericArray> xs,
            Optional<NumericArray> y,
            long seed) {
        Map<Variable, NumericArray> given = new HashMap<>(parameters);
        for (int i = 0; i < xs.size(); i++) {
            given.put(derivation.inputs().get(i), xs.get(i));
        }
        derivation.target().ifPresent(target -> given.put(target, y.orElseThrow()));
        evaluator = new Evaluator(given, seed);
    }

    /** The numbers on a small batch that is drawn from a seed: tokens, labels or normal numbers. */
    public static Numbers drawn(Derivation derivation, long seed) {
        return drawn(derivation, initial(derivation, seed), seed);
    }

    /** The same with these parameters. */
    public static Numbers drawn(
            Derivation derivation, Map<Variable, NumericArray> parameters, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Objective objective = derivation.objective();
        long examples = EXAMPLES * objective.loss().views();
        List<NumericArray> xs = new ArrayList<>();
        Sizes batch = new Sizes(Map.of());
        for (Variable input : derivation.inputs()) {
            long[] sizes = sizes(input.type().shape(), examples);
            xs.add(draw(input, vocabulary(derivation.loss(), input), random, sizes));
            batch = batch.and(input.type().shape(), sizes);
        }
        Sizes whole = batch;
        Optional<NumericArray> y =
                objective.target().map(t -> t.draw(random, whole.of(t.type().shape())));
        return new Numbers(derivation, parameters, xs, y, seed);
    }

    private static Map<Variable, NumericArray> initial(Derivation derivation, long seed) {
        Map<Variable, NumericArray> values = new HashMap<>();
        for (Parameter parameter : derivation.parameters()) {
            values.put(
                    parameter.variable(),
                    NumericArray.of(parameter.values(seed), parameter.shape().sizes()));
        }
        return values;
    }

    /** The value of a node. */
    public NumericArray of(Node node) {
        return evaluator.valueOf(node);
    }

    /** The greatest difference between the values of two nodes of one shape. */
    public double difference(Node a, Node b) {
        double[] left = of(a).values();
        double[] right = of(b).values();
        return IntStream.range(0, left.length)
                .mapToDouble(i -> Math.abs(left[i] - right[i]))
                .max()
                .orElse(0);
    }

    private static NumericArray draw(
            Variable variable, long bound, SplittableRandom random, long... sizes) {
        boolean isWhole = variable.type().dtype() == DType.INT;
        NumericArray zeros = NumericArray.filled(0, sizes);
        return isWhole
                ? zeros.map(zero -> random.nextLong(bound))
                : zeros.map(zero -> random.nextGaussian());
    }

    private static long[] sizes(Shape shape, long examples) {
        return shape.dims().stream()
                .mapToLong(
                        dim ->
                                !dim.isOpen()
                                        ? dim.size()
                                        : dim.equals(Dim.BATCH) ? examples : STEPS)
                .toArray();
    }

    /** How many rows the shortest table has that the input is looked up in. */
    private static long vocabulary(Node loss, Variable input) {
        Set<Call> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        return vocabulary(loss.call(), input, seen);
    }

    private static long vocabulary(Call call, Variable input, Set<Call> seen) {
        if (!seen.add(call)) {
            return Long.MAX_VALUE;
        }
        boolean looksUp = call.op() instanceof LookUp && call.input(1).call().op().equals(input);
        long own = looksUp ? call.input(0).shape().dim(0).size() : Long.MAX_VALUE;
        return Math.min(
                own,
                call.inputs().stream()
                        .mapToLong(x -> vocabulary(x.call(), input, seen))
                        .min()
                        .orElse(Long.MAX_VALUE));
    }
}
