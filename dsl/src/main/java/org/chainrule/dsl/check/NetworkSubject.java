package org.chainrule.dsl.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.eval.NumericArray;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.DType;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Sizes;
import org.chainrule.dsl.graph.Variable;
import org.chainrule.dsl.layers.Buffer;
import org.chainrule.dsl.layers.Declaration;
import org.chainrule.dsl.layers.Network;
import org.chainrule.dsl.layers.Parameter;
import org.chainrule.dsl.layers.Paths;
import org.chainrule.dsl.losses.Loss;
import org.chainrule.dsl.losses.Objective;

/** A network with its loss on a batch, as what is differentiated. */
final class NetworkSubject {
    private static final double MOVED = 0.1; // parameters, at most

    private NetworkSubject() {}

    static Subject of(
            String name,
            Network net,
            Loss loss,
            List<NumericArray> xs,
            Optional<NumericArray> y,
            GradientCheck options) {
        Declaration declared = net.declare(options.mode());
        Objective objective = Objective.of(declared, loss);
        Map<Variable, NumericArray> at = parameters(declared, options);
        at.putAll(Functional.paired(declared.inputs(), xs));
        objective.check(sizes(declared, xs), y);
        objective.variable().ifPresent(target -> at.put(target, y.orElseThrow()));
        return Cut.of(of(name, declared, number(objective, at, options), at), options.seed());
    }

    private static Sizes sizes(Declaration declared, List<NumericArray> xs) {
        Sizes sizes = new Sizes(Map.of());
        for (int i = 0; i < xs.size(); i++) {
            sizes = sizes.and(declared.inputs().get(i).shape(), xs.get(i).sizes());
        }
        return sizes;
    }

    /** The loss; where it is not reduced, weighted at random. */
    static Node number(Objective objective, Map<Variable, NumericArray> at, GradientCheck options) {
        Node value = objective.value();
        return value.shape().rank() == 0
                ? value
                : Functional.of("c", List.of(value), at, new SplittableRandom(options.seed()))
                        .value();
    }

    /** A declared network and a number made of its output, at these values. */
    static Subject of(
            String name, Declaration declared, Node result, Map<Variable, NumericArray> at) {
        List<Node> by = new ArrayList<>();
        declared.parameters().forEach(parameter -> by.add(parameter.node()));
        declared.inputs().stream().filter(x -> x.dtype() == DType.FLOAT).forEach(by::add);
        List<Subject.Step> steps = new ArrayList<>();
        Paths paths = new Paths(declared, result);
        for (Call call : paths.calls()) {
            steps.add(new Subject.Step(paths.of(call), call));
        }
        return new Subject(name, result, by, at, steps, false, Optional.empty(), List.of());
    }

    /** The values of parameters, see {@link GradientCheck#parameters}, and of buffers. */
    static Map<Variable, NumericArray> parameters(Declaration declared, GradientCheck options) {
        SplittableRandom random = new SplittableRandom(options.seed());
        Map<Variable, NumericArray> at = new HashMap<>();
        for (Parameter parameter : declared.parameters()) {
            NumericArray given = options.parameters().get(parameter.path());
            at.put(
                    parameter.variable(),
                    given == null
                            ? moved(parameter, options.seed(), random)
                            : checked(parameter, given));
        }
        for (Buffer buffer : declared.buffers()) {
            double[] values = buffer.values(options.seed());
            at.put(buffer.variable(), NumericArray.of(values, buffer.shape().sizes()));
        }
        return at;
    }

    private static NumericArray moved(Parameter parameter, long seed, SplittableRandom random) {
        double[] values = parameter.values(seed);
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (values[i] + random.nextDouble(-MOVED, MOVED));
        }
        return NumericArray.of(values, parameter.shape().sizes());
    }

    private static NumericArray checked(Parameter parameter, NumericArray given) {
        long[] sizes = parameter.shape().sizes();
        if (!Arrays.equals(sizes, given.sizes())) {
            throw new ChainruleException(
                    parameter.path(),
                    "the values of a parameter must have its sizes " + Arrays.toString(sizes),
                    "but found " + Arrays.toString(given.sizes()),
                    "Reshape them.");
        }
        return given;
    }
}
