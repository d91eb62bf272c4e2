package org.chainrule.dsl.eval;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.DType;
import org.chainrule.dsl.graph.Dim;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Primitive;
import org.chainrule.dsl.graph.Shape;
import org.chainrule.dsl.graph.Variable;

/**
 * Evaluates a graph step by step: one primitive after another, in 64 bits, every value kept, so
 * that any step can be looked at. Ops that are made of others are evaluated through their parts.
 *
 * <p>Every value is checked against the shape that its node was declared with; open axes of the
 * same name must have the same length throughout. For example
 *
 * <pre>{@code
 * import org.chainrule.dsl.ops.Softmax;
 *
 * Node x = Variable.input("x", DType.FLOAT, Dim.BATCH, Dim.of("width", 2));
 * Node y = new Softmax().apply(x);
 * Variable variable = (Variable) x.call().op();
 * NumericArray array = NumericArray.of(new double[] {0, 1, 2, 3}, 2, 2);
 * Evaluator evaluator = new Evaluator(Map.of(variable, array), 42);
 * evaluator.valueOf(y); // [[0.268…, 0.731…], [0.268…, 0.731…]]
 * evaluator.valueOf(y.call().body().get(0).call().input(0)); // e^(x − max x)
 * }</pre>
 */
public final class Evaluator {
    private final Map<Variable, NumericArray> given;
    private final Map<Node, NumericArray> pins;
    private final Draws draws;
    private final PrimitiveEvaluator primitives = new PrimitiveEvaluator(this);
    private final Map<Node, NumericArray> values = new IdentityHashMap<>();
    private final Map<String, Long> open = new HashMap<>();

    /**
     * An evaluator of graphs over these variables.
     *
     * @param given the values of the variables
     * @param seed what random numbers are drawn from. A call draws the same ones each time, also in
     *     evaluators that {@link #with} and {@link #pinned} make of this one
     */
    public Evaluator(Map<Variable, NumericArray> given, long seed) {
        this(Map.copyOf(given), Map.of(), new Draws(seed));
    }

    /** An evaluator of graphs over these inputs, with random numbers drawn from 0. */
    public static Evaluator of(Map<Node, NumericArray> inputs) {
        Map<Variable, NumericArray> given = new HashMap<>();
        inputs.forEach((x, value) -> given.put((Variable) x.call().op(), value));
        return new Evaluator(given, 0);
    }

    private Evaluator(
            Map<Variable, NumericArray> given, Map<Node, NumericArray> pins, Draws draws) {
        this.given = given;
        this.pins = pins;
        this.draws = draws;
    }

    /** With another value for a variable. */
    public Evaluator with(Variable variable, NumericArray value) {
        Map<Variable, NumericArray> changed = new HashMap<>(given);
        changed.put(variable, value);
        return new Evaluator(changed, pins, draws);
    }

    /**
     * With the value of a node taken from elsewhere, not computed: a mask that is to be replayed.
     */
    public Evaluator pinned(Node node, NumericArray value) {
        Map<Node, NumericArray> changed = new IdentityHashMap<>(pins);
        changed.put(source(node), value);
        return new Evaluator(given, changed, draws);
    }

    /**
     * The value of a node.
     *
     * @throws IllegalStateException where a variable has no value, or a value does not have the
     *     shape that its node was declared with
     */
    public NumericArray valueOf(Node node) {
        if (node.isZero()) {
            return NumericArray.scalar(0);
        }
        Node asked = source(node);
        Deque<Node> stack = new ArrayDeque<>();
        stack.push(asked);
        while (!stack.isEmpty()) { // no recursion, so that a graph may be deep
            Node next = stack.peek();
            List<Node> missing = values.containsKey(next) ? List.of() : missing(next);
            if (missing.isEmpty()) {
                stack.pop();
                if (!values.containsKey(next)) {
                    compute(next);
                }
            }
            missing.forEach(stack::push);
        }
        return values.get(asked);
    }

    /** The value that a variable was given. */
    NumericArray given(Variable variable) {
        NumericArray value = given.get(variable);
        if (value == null) {
            throw new IllegalStateException(
                    variable.name() + ": a variable must be given a value, but none was found");
        }
        if (variable.type().dtype() != DType.FLOAT && !isWhole(value)) {
            throw new IllegalStateException(
                    variable.name() + ": whole numbers are needed, but found " + value);
        }
        return value;
    }

    /** A value that was computed before. */
    NumericArray known(Node node) {
        return values.get(source(node));
    }

    /** Random numbers for a call. */
    NumericArray draw(Call call, long... sizes) {
        return draws.of(call, sizes);
    }

    /** The output of a primitive that a node stands for. */
    private static Node source(Node node) {
        Node source = node;
        while (!(source.call().op() instanceof Primitive)) {
            source = source.call().body().get(source.index());
        }
        return source;
    }

    private List<Node> missing(Node node) {
        return pins.containsKey(node)
                ? List.of()
                : node.call().inputs().stream()
                        .map(Evaluator::source)
                        .filter(input -> !values.containsKey(input))
                        .toList();
    }

    private void compute(Node node) {
        if (pins.containsKey(node)) {
            keep(node, pins.get(node));
            return;
        }
        Call call = node.call();
        List<NumericArray> results = results(node, call);
        for (Node output : call.outputs()) {
            if (!pins.containsKey(output)) {
                keep(output, results.get(output.index()));
            }
        }
    }

    private List<NumericArray> results(Node node, Call call) {
        try {
            return ((Primitive) call.op()).accept(primitives, call);
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(name(node) + ": " + e.getMessage(), e);
        }
    }

    private void keep(Node node, NumericArray value) {
        check(node, value);
        values.put(node, value);
    }

    private void check(Node node, NumericArray value) {
        Shape shape = node.shape();
        boolean fits = shape.rank() == value.rank();
        for (int axis = 0; fits && axis < shape.rank(); axis++) {
            Dim dim = shape.dim(axis);
            long length = value.size(axis);
            fits =
                    dim.isOpen()
                            ? open.computeIfAbsent(dim.name(), name -> length) == length
                            : dim.size() == length;
        }
        if (!fits) {
            throw new IllegalStateException(
                    name(node)
                            + ": the value must have the declared shape "
                            + shape
                            + ", but found "
                            + Shape.of(value.sizes())
                            + known());
        }
    }

    private String known() {
        return open.isEmpty() ? "" : ", where " + new TreeMap<>(open);
    }

    private static String name(Node node) {
        return node.call().op() instanceof Variable variable
                ? variable.name()
                : node.call().op().name();
    }

    private static boolean isWhole(NumericArray array) {
        for (int i = 0; i < array.count(); i++) {
            if (array.value(i) != Math.rint(array.value(i))) {
                return false;
            }
        }
        return true;
    }
}
