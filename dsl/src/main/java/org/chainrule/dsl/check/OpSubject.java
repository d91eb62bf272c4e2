package org.chainrule.dsl.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.chainrule.dsl.eval.NumericArray;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.DType;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Reverse;
import org.chainrule.dsl.graph.Variable;
import org.chainrule.dsl.ops.Catalogue;

/**
 * An op on an example's inputs, as what is differentiated: a {@link Functional} of its outputs, and
 * for the second derivative, one of the gradients of the first.
 */
final class OpSubject {
    private final Example example;
    private final Map<Variable, NumericArray> at;
    private final SplittableRandom random;

    /** An op on inputs that are drawn from a seed. */
    OpSubject(Example example, long seed) {
        this(example, new HashMap<>(), new SplittableRandom(seed));
        Map<Variable, NumericArray> drawn = new LinkedHashMap<>();
        for (int i = 0; i < example.variables().size(); i++) {
            Variable variable = Subject.variable(example.variables().get(i));
            drawn.put(variable, Functional.draw(example.domains().get(i), random));
        }
        at.putAll(drawn);
    }

    private OpSubject(Example example, Map<Variable, NumericArray> at, SplittableRandom random) {
        this.example = example;
        this.at = at;
        this.random = random;
    }

    /** An op on these inputs; only the weights of its outputs are drawn from the seed. */
    static OpSubject at(Example example, List<NumericArray> inputs, long seed) {
        Map<Variable, NumericArray> at = new HashMap<>();
        for (int i = 0; i < inputs.size(); i++) {
            at.put(Subject.variable(example.variables().get(i)), inputs.get(i));
        }
        return new OpSubject(example, at, new SplittableRandom(seed));
    }

    private List<Node> inputs() {
        return reals(example.variables());
    }

    private static List<Node> reals(List<Node> nodes) {
        return nodes.stream().filter(node -> node.dtype() == DType.FLOAT).toList();
    }

    /** The first derivative; empty where no real number goes in or comes out. */
    Optional<Subject> once(String name) {
        Call call = example.call();
        boolean inParts = new Catalogue.Entry(call.op().getClass()).isNested();
        // To autograd the by-products of kernels are constants.
        boolean resultOnly = !inParts && !call.op().kernels(call).isEmpty();
        List<Node> outputs = reals(resultOnly ? call.outputs().subList(0, 1) : call.outputs());
        if (inputs().isEmpty() || outputs.isEmpty()) {
            return Optional.empty();
        }
        Node loss = Functional.of("c", outputs, at, random).value();
        return Optional.of(
                new Subject(
                        name,
                        loss,
                        inputs(),
                        at,
                        List.of(new Subject.Step(call.op().name(), call)),
                        inParts,
                        Optional.empty(),
                        List.of()));
    }

    /** The second derivative; empty where the first is none. */
    Optional<Subject> twice(String name) {
        List<Node> outputs = reals(example.call().outputs());
        if (inputs().isEmpty() || outputs.isEmpty()) {
            return Optional.empty();
        }
        Functional first = Functional.of("c", outputs, at, random);
        List<Node> gradients = Reverse.gradients(first.value(), Node.constant(1), inputs());
        List<Node> xs = new ArrayList<>();
        List<Node> dxs = new ArrayList<>();
        for (int i = 0; i < gradients.size(); i++) {
            if (!gradients.get(i).isZero()) {
                xs.add(inputs().get(i));
                dxs.add(gradients.get(i));
            }
        }
        if (xs.isEmpty()) {
            return Optional.empty();
        }
        Functional second = Functional.of("d", dxs, at, random);
        return Optional.of(
                new Subject(
                        name,
                        second.value(),
                        Stream.concat(inputs().stream(), first.c().stream()).toList(),
                        at,
                        List.of(),
                        true,
                        Optional.of(new Subject.First(first.value(), xs, second.c())),
                        List.of()));
    }
}
