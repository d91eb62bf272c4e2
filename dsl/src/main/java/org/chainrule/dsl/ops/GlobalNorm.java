package org.chainrule.dsl.ops;

import java.util.List;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Kernel;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Op;

/**
 * The Euclidean norm of all numbers of several arrays, y = √Σ x².
 *
 * <p>dx = dy·x/y. Shapes: any number of inputs of any shape; y is a number.
 */
@Teaches(meaning = "Euclidean norm of all inputs together", formula = "√Σ x²")
public record GlobalNorm() implements Op {

    @Override
    public List<Node> forward(List<Node> in) {
        Node sum = in.stream().map(x -> x.square().sum()).reduce(Node::plus).orElseThrow();
        return List.of(sum.sqrt());
    }

    @Override
    public List<Node> vjp(Call call, Node dy) {
        Node scale = dy.over(call.output(0));
        return call.inputs().stream().map(x -> x.times(scale)).toList();
    }

    @Override
    public List<Kernel> kernels(Call call) {
        Kernel each = Kernel.of("_foreach_norm", call.inputs());
        return List.of(Kernel.of("norm", Kernel.of("stack", each)));
    }

    /** The examples of the op contract. */
    public static List<Example> examples() {
        return List.of(
                Example.of(new GlobalNorm(), Example.reals(3, 2), Example.reals(4)),
                Example.of(new GlobalNorm(), Example.reals(1)));
    }
}
