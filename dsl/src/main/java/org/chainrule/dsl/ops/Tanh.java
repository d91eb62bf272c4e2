package org.chainrule.dsl.ops;

import java.util.List;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Kernel;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Op;

/**
 * The hyperbolic tangent, y = tanh x, element by element.
 *
 * <p>dx = dy·(1 − y²), so that little gradient passes where y is near −1 or 1. Any shape. Source:
 * LeCun et al., "Efficient BackProp", 1998.
 */
@Teaches(meaning = "hyperbolic tangent", formula = "(eˣ − e⁻ˣ)/(eˣ + e⁻ˣ)", rows = "B4")
public record Tanh() implements Op {

    @Override
    public List<Node> forward(List<Node> in) {
        return List.of(in.get(0).tanh());
    }

    @Override
    public List<Node> vjp(Call call, Node dy) {
        return List.of(new Gradient().apply(dy, call.output(0)));
    }

    @Override
    public List<Kernel> kernels(Call call) {
        return List.of(Kernel.of("tanh", call.input(0)));
    }

    /** The examples of the op contract. */
    public static List<Example> examples() {
        return List.of(
                Example.of(new Tanh(), Example.reals(3, 5)),
                Example.of(new Tanh(), Example.between(-9, 9, 7)),
                Example.of(new Tanh(), Example.between(-1e4, 1e4, 1, 3)));
    }

    /** dx = dy·(1 − y²), from dy and y. */
    public record Gradient() implements Op {

        @Override
        public List<Node> forward(List<Node> in) {
            return List.of(in.get(0).times(in.get(1).square().subtractedFrom(1)));
        }

        @Override
        public List<Kernel> kernels(Call call) {
            return List.of(Kernel.of("tanh_backward", call.input(0), call.input(1)));
        }

        /** The examples of the op contract. */
        public static List<Example> examples() {
            return List.of(Example.of(new Gradient(), Example.reals(4), Example.between(-1, 1, 4)));
        }
    }
}
