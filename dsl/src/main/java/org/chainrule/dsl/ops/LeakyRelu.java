package org.chainrule.dsl.ops;

import java.util.List;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Kernel;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Op;

/**
 * The leaky rectified linear unit, y = x where x > 0, else a·x, element by element.
 *
 * <p>dx = dy where x &gt; 0, else a·dy; at 0 the derivative is taken as a, as PyTorch does. Any
 * shape. Source: Maas, Hannun and Ng, "Rectifier Nonlinearities Improve Neural Network Acoustic
 * Models", 2013.
 *
 * @param slope a, the slope for negative x; 0.01 by default
 */
@Teaches(meaning = "leaky rectified linear unit", formula = "x if x > 0, else a·x", rows = "B2")
public record LeakyRelu(double slope) implements Op {

    /** The slope 0.01. */
    public LeakyRelu() {
        this(0.01);
    }

    /**
     * A slope.
     *
     * @throws org.chainrule.dsl.error.ChainruleException if it is not finite
     */
    public LeakyRelu {
        Option.requireFinite(slope, "leakyRelu", "slope", "0.01 is common.");
    }

    @Override
    public List<Node> forward(List<Node> in) {
        Node x = in.get(0);
        return List.of(Relu.positive(x).choose(x, x.times(slope)));
    }

    @Override
    public List<Node> vjp(Call call, Node dy) {
        return List.of(Relu.positive(call.input(0)).choose(dy, dy.times(slope)));
    }

    @Override
    public List<Kernel> kernels(Call call) {
        return List.of(Kernel.of("leaky_relu", call.input(0), slope));
    }

    /** The examples of the op contract. */
    public static List<Example> examples() {
        return List.of(
                Example.of(new LeakyRelu(), Example.reals(3, 5)),
                Example.of(new LeakyRelu(0.2), Example.between(-1e4, 1e4, 7)),
                Example.of(new LeakyRelu(-0.5), Example.reals(1, 1, 3)));
    }
}
