package org.chainrule.dsl.ops;

import java.util.List;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.Dim;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Kernel;
import org.chainrule.dsl.graph.Kernel.Keyword;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Op;

/**
 * Fixed numbers along the last axis of x, such as a weight for each class. They have no gradient.
 *
 * <p>Shapes: x (…, n), w (n).
 *
 * @param values the numbers, as many as the last axis of x is long
 */
@Teaches(meaning = "fixed numbers along the last axis", formula = "w₁, …, wₙ")
public record LastAxisWeights(List<Double> values) implements Op {
    private static final int FLOAT64 = 7; // libtorch's number for it

    /** A copy of the numbers. */
    public LastAxisWeights {
        values = List.copyOf(values);
    }

    @Override
    public List<Node> forward(List<Node> in) {
        Node x = in.get(0);
        Node place = x.indices(-1);
        Node like = x.shape().rank() == 1 ? x : first(x.rows());
        int last = values.size() - 1;
        Node all = Node.constant(values.get(last)).expandLike(like);
        for (int i = last - 1; i >= 0; i--) { // so that formulas begin with the first
            Node value = Node.constant(values.get(i)).expandLike(like);
            all = place.equalTo(Node.integer(i)).choose(value, all);
        }
        return List.of(all);
    }

    private static Node first(Node rows) {
        return rows.slice(0, Node.integer(0), Node.integer(1), Dim.of("", 1)).sum(0);
    }

    @Override
    public List<Node> vjp(Call call, Node dy) {
        return List.of(Node.zero());
    }

    @Override
    public List<Kernel> kernels(Call call) {
        Kernel sum = Kernel.of("add", tensor(values), tensor(rests()));
        Kernel numbers = rests().stream().allMatch(rest -> rest == 0) ? tensor(values) : sum;
        return List.of(Kernel.of("to", numbers, call.input(0))); // its type and its device
    }

    /** What libtorch leaves out when it rounds a list of numbers to 32 bits, as it always does. */
    private List<Double> rests() {
        return values.stream().map(value -> value - value.floatValue()).toList();
    }

    private static Kernel tensor(List<Double> numbers) {
        return Kernel.of("tensor", numbers, new Keyword("dtype", FLOAT64));
    }

    /** Formulas show the numbers. */
    @Override
    public boolean isFunction(Call call) {
        return false;
    }

    @Override
    public List<String> outputSymbols() {
        return List.of("w");
    }

    /** The examples of the op contract. */
    public static List<Example> examples() {
        return List.of(
                Example.of(new LastAxisWeights(List.of(0.1, 2.0, 0.0)), Example.reals(2, 3)),
                Example.of(new LastAxisWeights(List.of(0.7)), Example.reals(1)));
    }
}
