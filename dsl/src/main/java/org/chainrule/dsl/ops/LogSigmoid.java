package org.chainrule.dsl.ops;

import java.util.List;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Kernel;
import org.chainrule.dsl.graph.LogarithmOf;
import org.chainrule.dsl.graph.Node;

/**
 * The logarithm of the logistic sigmoid, y = ln σ(x) = −ln(1 + e⁻ˣ), element by element.
 *
 * <p>dx = dy·σ(−x) = dy·(1 − σ(x)). Any shape. It is computed as −softplus(−x): the logarithm of a
 * sigmoid that has become 0 would be infinite.
 */
@Teaches(meaning = "logarithm of the logistic sigmoid", formula = "−ln(1 + e⁻ˣ)")
public record LogSigmoid() implements LogarithmOf {

    @Override
    public List<Node> forward(List<Node> in) {
        return List.of(Softplus.exact().apply(in.get(0).negate()).negate());
    }

    @Override
    public List<Node> vjp(Call call, Node dy) {
        return List.of(dy.times(new Sigmoid().apply(call.input(0).negate())));
    }

    @Override
    public String function() {
        return new Sigmoid().name();
    }

    @Override
    public List<Kernel> kernels(Call call) {
        return List.of(Kernel.of("log_sigmoid", call.input(0)));
    }

    /** The examples of the op contract. */
    public static List<Example> examples() {
        return List.of(
                Example.of(new LogSigmoid(), Example.reals(3, 5)),
                Example.of(new LogSigmoid(), Example.between(-1e4, 1e4, 7)));
    }
}
