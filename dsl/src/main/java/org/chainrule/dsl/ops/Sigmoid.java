package org.chainrule.dsl.ops;

import java.util.List;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Kernel;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Op;

/**
 * The logistic sigmoid, y = σ(x) = 1/(1 + e⁻ˣ), element by element.
 *
 * <p>dx = dy·y·(1 − y), at most a quarter of dy. Any shape. In parts it is computed as (1 +
 * tanh(x/2))/2, which is the same and has no e⁻ˣ that could be infinite. Source: Rumelhart, Hinton
 * and Williams, "Learning Representations by Back-propagating Errors", 1986.
 */
@Teaches(meaning = "logistic sigmoid", formula = "1/(1 + e⁻ˣ)", rows = "B3")
public record Sigmoid() implements Op {

    @Override
    public List<Node> forward(List<Node> in) {
        return List.of(in.get(0).over(2).tanh().plus(1).over(2));
    }

    @Override
    public List<Node> vjp(Call call, Node dy) {
        return List.of(new Gradient().apply(dy, call.output(0)));
    }

    @Override
    public List<Kernel> kernels(Call call) {
        return List.of(Kernel.of("sigmoid", call.input(0)));
    }

    /** The examples of the op contract. */
    public static List<Example> examples() {
        return List.of(
                Example.of(new Sigmoid(), Example.reals(3, 5)),
                Example.of(new Sigmoid(), Example.between(-20, 20, 7)),
                Example.of(new Sigmoid(), Example.between(-1e4, 1e4, 1, 3)));
    }

    /** dx = dy·y·(1 − y), from dy and y. */
    public record Gradient() implements Op {

        @Override
        public List<Node> forward(List<Node> in) {
            Node y = in.get(1);
            return List.of(in.get(0).times(y).times(y.subtractedFrom(1)));
        }

        @Override
        public List<Kernel> kernels(Call call) {
            return List.of(Kernel.of("sigmoid_backward", call.input(0), call.input(1)));
        }

        /** The examples of the op contract. */
        public static List<Example> examples() {
            return List.of(Example.of(new Gradient(), Example.reals(4), Example.between(0, 1, 4)));
        }
    }
}
