package org.chainrule.dsl.ops;

import java.util.List;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Op;

/**
 * The L2 penalty on weights, R = λ·Σ w², which draws great ones to 0 more than small ones.
 *
 * <p>dw = 2λ·w·dR. Shapes: any number of inputs of any shape; R is a number.
 *
 * @param strength λ
 */
@Teaches(meaning = "L2 penalty on weights", formula = "λ·Σ w²")
public record L2Penalty(double strength) implements Op {

    @Override
    public List<Node> forward(List<Node> in) {
        Node sum = in.stream().map(w -> w.square().sum()).reduce(Node::plus).orElseThrow();
        return List.of(sum.times(strength));
    }

    @Override
    public List<Node> vjp(Call call, Node dy) {
        return call.inputs().stream().map(w -> w.times(dy.times(2 * strength))).toList();
    }

    @Override
    public String rule() {
        return "L2 penalty";
    }

    @Override
    public List<String> inputSymbols() {
        return List.of("w₁", "w₂", "w₃", "w₄");
    }

    @Override
    public List<String> outputSymbols() {
        return List.of("R");
    }

    /** The examples of the op contract. */
    public static List<Example> examples() {
        return List.of(
                Example.of(new L2Penalty(0.01), Example.reals(3, 2), Example.reals(4)),
                Example.of(new L2Penalty(0.5), Example.between(-1e4, 1e4, 1)));
    }
}
