package org.chainrule.dsl.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.eval.Evaluator;
import org.chainrule.dsl.eval.NumericArray;
import org.chainrule.dsl.graph.DType;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Variable;

/**
 * A number made of arrays, Σ c ⊙ y with random c: a wrong gradient of any element of y is a wrong
 * gradient of it, but for a c that chance would have to choose.
 *
 * @param c the weights, a variable for each y
 * @param terms Σ c ⊙ y for each y
 */
record Functional(List<Node> c, List<Node> terms) {

    /**
     * A functional of some nodes; infinite elements, such as the scores that attention leaves out,
     * do not count.
     *
     * @param name what the weights are called
     * @param ys the nodes, of real numbers
     * @param at the values of all variables; those of the weights are added
     * @param random what the weights are drawn from
     */
    static Functional of(
            String name, List<Node> ys, Map<Variable, NumericArray> at, SplittableRandom random) {
        List<Node> c = new ArrayList<>();
        List<Node> terms = new ArrayList<>();
        for (Node y : ys) {
            NumericArray here = new Evaluator(at, 0).valueOf(y);
            Node weight = new Variable(name + c.size(), y.type(), Variable.Role.INPUT).apply();
            Example.Domain domain = Example.between(-1, 1, here.sizes());
            at.put(Subject.variable(weight), draw(domain, random));
            c.add(weight);
            terms.add(weight.times(finite(y, here)).sum());
        }
        return new Functional(c, terms);
    }

    /** The number; 0 where there are no arrays. */
    Node value() {
        return terms.stream().reduce(Node::plus).orElseGet(() -> Node.constant(0));
    }

    /** With 0 where it is infinite, so that sums are finite. */
    private static Node finite(Node y, NumericArray here) {
        if (Arrays.stream(here.values()).noneMatch(Double::isInfinite)) {
            return y;
        }
        Node isFinite = y.abs().lessThan(Node.constant(Double.POSITIVE_INFINITY));
        return isFinite.choose(y, Node.constant(0));
    }

    /** Inputs with their values, in their order. */
    static Map<Variable, NumericArray> paired(List<Node> inputs, List<NumericArray> values) {
        List<String> names = inputs.stream().map(x -> Subject.variable(x).name()).toList();
        if (values.size() != inputs.size()) {
            throw new ChainruleException(
                    "network",
                    "there must be an array for each input: " + String.join(", ", names),
                    "but found " + values.size(),
                    "Give them in this order.");
        }
        Map<Variable, NumericArray> at = new HashMap<>();
        for (int i = 0; i < values.size(); i++) {
            at.put(Subject.variable(inputs.get(i)), values.get(i));
        }
        return at;
    }

    /** Numbers of a domain, the same in 32 bits as in 64. */
    static NumericArray draw(Example.Domain domain, SplittableRandom random) {
        double span = domain.high() - domain.low();
        boolean isReal = domain.type().dtype() == DType.FLOAT;
        return NumericArray.filled(0, domain.type().shape().sizes())
                .map(zero -> domain.low() + span * random.nextDouble())
                .map(x -> isReal ? (float) x : Math.floor(x));
    }
}
