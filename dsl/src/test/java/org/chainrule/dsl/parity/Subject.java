package org.chainrule.dsl.parity;

import ai.djl.ndarray.types.DataType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.chainrule.dsl.djl.ArrayProgram;
import org.chainrule.dsl.eval.NumericArray;
import org.chainrule.dsl.graph.DType;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Op;
import org.chainrule.dsl.graph.Shape;
import org.chainrule.dsl.graph.Type;
import org.chainrule.dsl.graph.Variable;
import org.chainrule.dsl.layers.Declaration;
import org.chainrule.dsl.layers.Layer;
import org.chainrule.dsl.layers.Mode;
import org.chainrule.dsl.layers.Stored;
import org.chainrule.dsl.losses.Loss;
import org.chainrule.dsl.script.GradientMethod;
import org.chainrule.dsl.script.Gradients;
import org.chainrule.dsl.script.Script;
import org.chainrule.dsl.script.Signature;
import org.chainrule.dsl.script.Target;

/** What is compared with a reference: how Chainrule computes the same. */
@FunctionalInterface
interface Subject {

    /**
     * Computes.
     *
     * @param reference the case: its inputs are what is given, its values what is asked for
     * @param type 64 or 32 bits
     * @param gradients where gradients come from
     * @return values by the names that the reference gives them
     */
    Map<String, NumericArray> results(Reference reference, DataType type, Gradients gradients);

    /** An op on the inputs of these names, in order; its result is y. */
    static Subject op(Op op, String... inputs) {
        return graph(
                in -> Map.of("y", op.apply(Stream.of(inputs).map(in::get).toArray(Node[]::new))));
    }

    /** An expression of the inputs; gives the outputs by name. */
    static Subject graph(Function<Map<String, Node>, Map<String, Node>> expression) {
        return (reference, type, gradients) -> {
            Map<String, Node> inputs = new LinkedHashMap<>();
            reference.inputs().forEach((name, array) -> inputs.put(name, input(reference, name)));
            return run(reference, inputs, expression.apply(inputs), type, gradients);
        };
    }

    /** A layer in training on the input x; its parameters and buffers are inputs named by path. */
    static Subject layer(Layer... layers) {
        return layer(Mode.TRAINING, layers);
    }

    /** A layer on the input x; its parameters and buffers are inputs named by path. */
    static Subject layer(Mode mode, Layer... layers) {
        return (reference, type, gradients) -> {
            Map<String, Node> inputs = new LinkedHashMap<>();
            reference.inputs().forEach((name, array) -> inputs.put(name, input(reference, name)));
            Declaration declared = new Declaration(mode, inputs.get("x"), List.of(layers));
            for (Stored stored : declared.stored()) {
                if (inputs.put(stored.path(), stored.node()) == null) {
                    throw new IllegalStateException(
                            reference.name() + " gives no value to " + stored.path());
                }
            }
            return run(reference, inputs, Map.of("y", declared.output()), type, gradients);
        };
    }

    /** A loss of the inputs output and target. */
    static Subject loss(Loss loss) {
        return graph(in -> Map.of("y", loss.apply(in.get("output"), in.get("target"))));
    }

    private static Node input(Reference reference, String name) {
        DType dtype = reference.whole().contains(name) ? DType.INT : DType.FLOAT;
        Shape shape = Shape.of(reference.inputs().get(name).sizes());
        return new Variable(name, new Type(shape, dtype), Variable.Role.INPUT).apply();
    }

    private static Map<String, NumericArray> run(
            Reference reference,
            Map<String, Node> inputs,
            Map<String, Node> outputs,
            DataType type,
            Gradients gradients) {
        Map<Variable, NumericArray> values = new LinkedHashMap<>();
        inputs.forEach((name, node) -> values.put(variable(node), reference.inputs().get(name)));
        Node total = null;
        for (Map.Entry<String, Node> output : outputs.entrySet()) {
            Node dy = inputs.get("d" + output.getKey());
            Node y = output.getValue();
            Node term = dy == null ? y : y.times(dy).sum();
            total = total == null ? term : total.plus(term);
        }
        List<String> names = new ArrayList<>();
        List<Node> by = new ArrayList<>();
        inputs.forEach(
                (name, node) -> {
                    if (reference.doubles().containsKey("d" + name)) {
                        names.add("d" + name);
                        by.add(node);
                    }
                });
        names.addAll(outputs.keySet());
        Map<Boolean, List<Variable>> stored =
                values.keySet().stream()
                        .collect(Collectors.partitioningBy(v -> v.role().isStored()));
        Signature signature =
                new Signature(stored.get(false), stored.get(true), List.of(), List.of());
        Script script = new Script();
        List<Node> others = List.copyOf(outputs.values());
        new GradientMethod(signature, Target.CPU, gradients)
                .write(script, "run", total, by, others);
        try (ArrayProgram program = new ArrayProgram(script, signature)) {
            List<ArrayProgram.Result> results = program.run("run", values, type, 0);
            Map<String, NumericArray> found = new LinkedHashMap<>();
            for (int i = 0; i < names.size(); i++) {
                found.put(names.get(i), results.get(i).array());
            }
            return found;
        }
    }

    private static Variable variable(Node node) {
        return (Variable) node.call().op();
    }
}
