package org.chainrule.dsl.ops;

import java.util.List;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Kernel;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Op;

/**
 * Dropout: y = x ⊙ m / (1 − p), where each element of the mask m is 0 with probability p, else 1.
 *
 * <p>dx = dy ⊙ m / (1 − p), with the same mask, which is the op's by-product. Any shape. Source:
 * Srivastava et al., "Dropout", 2014.
 *
 * @param p the probability that an element is set to 0, in [0, 1)
 */
@Teaches(meaning = "dropout with a random mask m", formula = "x ⊙ m/(1 − p)", rows = "F3")
public record Dropout(double p) implements Op {

    @Override
    public List<Node> forward(List<Node> in) {
        Node x = in.get(0);
        Node mask = Node.constant(p).atMost(x.uniformLike());
        return List.of(x.times(mask).times(1 / (1 - p)), mask);
    }

    @Override
    public List<Node> vjp(Call call, Node dy) {
        return List.of(dy.times(call.output(1)).times(1 / (1 - p)));
    }

    @Override
    public List<Kernel> kernels(Call call) {
        return List.of(Kernel.of("native_dropout", call.input(0), p, true).yielding(2));
    }

    @Override
    public List<String> outputSymbols() {
        return List.of("y", "m");
    }

    /** The examples of the op contract. */
    public static List<Example> examples() {
        return List.of(
                Example.of(new Dropout(0.5), Example.reals(4, 9)),
                Example.of(new Dropout(0.1), Example.reals(1, 3, 5)));
    }
}
