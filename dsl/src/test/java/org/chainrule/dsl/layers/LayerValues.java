package org.chainrule.dsl.layers;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.chainrule.dsl.eval.Evaluator;
import org.chainrule.dsl.eval.NumericArray;
import org.chainrule.dsl.graph.DType;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Reverse;
import org.chainrule.dsl.graph.Shape;
import org.chainrule.dsl.graph.Type;
import org.chainrule.dsl.graph.Variable;

/** Layers on given numbers, in 64 bits step by step, with parameters as they begin or as given. */
final class LayerValues {
    private static final long SEED = 11;

    private final Declaration declared;
    private final Map<Variable, NumericArray> at = new LinkedHashMap<>();

    private LayerValues(Node x, NumericArray values, List<Layer> layers) {
        declared = new Declaration(Mode.EVALUATION, x, layers);
        at.put(variable(x), values);
        for (Stored stored : declared.stored()) {
            at.put(stored.variable(), NumericArray.of(stored.values(SEED), stored.shape().sizes()));
        }
    }

    /** Layers on real numbers. */
    static LayerValues of(NumericArray x, Layer... layers) {
        return new LayerValues(input(x, DType.FLOAT), x, List.of(layers));
    }

    /** Layers on tokens. */
    static LayerValues ofTokens(NumericArray x, Layer... layers) {
        return new LayerValues(input(x, DType.INT), x, List.of(layers));
    }

    private static Node input(NumericArray x, DType dtype) {
        Type type = new Type(Shape.of(x.sizes()), dtype);
        return new Variable("x", type, Variable.Role.INPUT).apply();
    }

    /** Numbers between −1 and 1 from a seed. */
    static NumericArray random(long seed, long... sizes) {
        SplittableRandom random = new SplittableRandom(seed);
        return NumericArray.filled(0, sizes).map(zero -> 2 * random.nextDouble() - 1);
    }

    /** The same with another value for an input, a parameter or a buffer. */
    LayerValues with(String name, NumericArray value) {
        Node input =
                declared.inputs().stream()
                        .filter(node -> variable(node).name().equals(name))
                        .findFirst()
                        .or(() -> declared.stored(name).map(Stored::node))
                        .orElseThrow();
        at.put(variable(input), value);
        return this;
    }

    /** The value of a parameter or buffer. */
    NumericArray value(String path) {
        return at.get(declared.stored(path).orElseThrow().variable());
    }

    NumericArray output() {
        return new Evaluator(at, SEED).valueOf(declared.output());
    }

    /** The gradient of the sum of y ⊙ dy by the input, or by a parameter. */
    NumericArray gradient(String name, NumericArray dy) {
        Node by =
                name.equals("x")
                        ? declared.input()
                        : declared.stored(name).map(Stored::node).orElseThrow();
        Variable upstream =
                new Variable(
                        "dy", new Type(Shape.of(dy.sizes()), DType.FLOAT), Variable.Role.INPUT);
        at.put(upstream, dy);
        Node dx = Reverse.gradients(declared.output(), upstream.apply(), List.of(by)).get(0);
        return new Evaluator(at, SEED).valueOf(dx);
    }

    Declaration declared() {
        return declared;
    }

    private static Variable variable(Node node) {
        return (Variable) node.call().op();
    }
}
