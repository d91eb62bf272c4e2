package org.chainrule.dsl.classroom;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.chainrule.dsl.eval.Evaluator;
import org.chainrule.dsl.eval.NumericArray;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.DType;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Op;
import org.chainrule.dsl.graph.Reverse;
import org.chainrule.dsl.graph.Variable;

/** An exercise with certain lengths and certain numbers. */
final class Trial {
    /** The name of the gradient of the result. */
    static final String DY = "dy";

    private final Lengths lengths;
    private final List<Given> givens;
    private final Graph graph;
    private final Map<String, NumericArray> numbers;
    private final Evaluator evaluator;

    private Trial(
            Lengths lengths, List<Given> givens, Graph graph, Map<String, NumericArray> numbers) {
        this.lengths = lengths;
        this.givens = givens;
        this.graph = graph;
        this.numbers = numbers;
        Map<Variable, NumericArray> values = new HashMap<>();
        for (Given given : givens) {
            values.put(given.variable(), numbers.get(given.name()));
        }
        evaluator = new Evaluator(values, 0);
    }

    /**
     * A trial with numbers drawn from a seed.
     *
     * @throws IllegalArgumentException where the op does not take inputs of these lengths
     */
    static Trial drawn(Op op, List<Given> declared, Lengths lengths, long seed) {
        List<Given> givens = new ArrayList<>(declared.stream().map(lengths::of).toList());
        Graph graph = Graph.of(op, givens);
        givens.add(new Given(DY, new Example.Domain(graph.dy().type(), -2, 2)));
        SplittableRandom random = new SplittableRandom(seed);
        Map<String, NumericArray> numbers = new LinkedHashMap<>();
        givens.forEach(given -> numbers.put(given.name(), draw(given, random.split())));
        return new Trial(lengths, givens, graph, numbers);
    }

    private static NumericArray draw(Given given, SplittableRandom random) {
        double low = given.domain().low();
        double high = given.domain().high();
        double[] values = new double[(int) given.shape().elements()];
        for (int i = 0; i < values.length; i++) {
            values[i] =
                    given.isReal()
                            ? random.nextDouble(low, high)
                            : random.nextLong((long) low, (long) high);
        }
        return NumericArray.of(values, given.shape().sizes());
    }

    /** The same with other numbers for one input. */
    Trial with(String name, NumericArray array) {
        Map<String, NumericArray> changed = new LinkedHashMap<>(numbers);
        changed.put(name, array);
        return new Trial(lengths, givens, graph, changed);
    }

    Lengths lengths() {
        return lengths;
    }

    /** The inputs and dy, in order. */
    List<Given> givens() {
        return givens;
    }

    /** The numbers of the inputs and of dy, in order. */
    Map<String, NumericArray> numbers() {
        return numbers;
    }

    Graph graph() {
        return graph;
    }

    Evaluator evaluator() {
        return evaluator;
    }

    /** The right gradient of an input. */
    NumericArray right(int input) {
        return evaluator.valueOf(graph.right().get(input));
    }

    /** What comes of an expression for the gradient of an input. */
    Outcome outcome(int input, Supplier<Node> gradient) {
        return Outcome.of(evaluator, graph.call().input(input), gradient);
    }

    /**
     * The graph of an exercise.
     *
     * @param call the op on variables
     * @param dy the gradient of its result
     * @param right the gradients as the op's vector-Jacobian product has them
     */
    record Graph(Call call, Node dy, List<Node> right) {

        static Graph of(Op op, List<Given> givens) {
            List<Node> inputs = givens.stream().map(given -> given.variable().apply()).toList();
            Call call = Call.of(op, inputs);
            Node y = call.output(0);
            Node dy = new Variable(DY, y.type(), Variable.Role.INPUT).apply();
            List<Node> right = new ArrayList<>();
            List<Node> found = Reverse.gradients(y, dy, inputs);
            for (int i = 0; i < inputs.size(); i++) {
                Node dx = found.get(i);
                boolean none = dx.isZero() && inputs.get(i).dtype() == DType.FLOAT;
                right.add(none ? Node.constant(0).expandLike(inputs.get(i)) : dx);
            }
            return new Graph(call, dy, right);
        }

        /** The way back to an input. */
        Walk walk(int input, String name) {
            Walk.Way way = Walk.Way.of(call.output(0), dy);
            return new Walk(name, call.input(input), List.of(way), right.get(input));
        }
    }
}
