package org.chainrule.dsl.ops;

import java.util.List;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Kernel;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Op;

/**
 * The Gaussian error linear unit, y = x·Φ(x), where Φ is the distribution function of the standard
 * normal, Φ(x) = ½(1 + erf(x/√2)), and φ its density.
 *
 * <p>dx = dy·(Φ(x) + x·φ(x)). Any shape. Source: Hendrycks and Gimpel, "Gaussian Error Linear
 * Units", 2016.
 */
@Teaches(meaning = "Gaussian error linear unit", formula = "x·Φ(x)")
public record Gelu() implements Op {

    @Override
    public List<Node> forward(List<Node> in) {
        Node x = in.get(0);
        return List.of(x.times(cdf(x)));
    }

    @Override
    public List<Node> vjp(Call call, Node dy) {
        return List.of(new Gradient().apply(dy, call.input(0)));
    }

    @Override
    public List<Kernel> kernels(Call call) {
        return List.of(Kernel.of("gelu", call.input(0)));
    }

    /** The examples of the op contract. */
    public static List<Example> examples() {
        return List.of(
                Example.of(new Gelu(), Example.reals(3, 5)),
                Example.of(new Gelu(), Example.between(-9, 9, 7)));
    }

    static Node cdf(Node x) {
        return x.times(Math.sqrt(0.5)).erf().plus(1).times(0.5).as("Φ");
    }

    static Node density(Node x) {
        return x.square().times(-0.5).exp().times(1 / Math.sqrt(2 * Math.PI)).as("φ");
    }

    /** dx = dy·(Φ(x) + x·φ(x)), from dy and x. */
    public record Gradient() implements Op {

        @Override
        public List<Node> forward(List<Node> in) {
            Node x = in.get(1);
            return List.of(in.get(0).times(cdf(x).plus(x.times(density(x)))));
        }

        @Override
        public List<Kernel> kernels(Call call) {
            return List.of(Kernel.of("gelu_backward", call.input(0), call.input(1)));
        }

        /** The examples of the op contract. */
        public static List<Example> examples() {
            return List.of(Example.of(new Gradient(), Example.reals(4), Example.reals(4)));
        }
    }
}
