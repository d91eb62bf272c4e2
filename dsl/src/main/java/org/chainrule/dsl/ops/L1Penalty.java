package org.chainrule.dsl.ops;

import java.util.List;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Op;

/**
 * The L1 penalty on weights, R = λ·Σ |w|, which draws all of them to 0 alike.
 *
 * <p>dw = λ·sign(w)·dR, and 0 where w = 0. Shapes: any number of inputs of any shape; R is a
 * number.
 *
 * @param strength λ
 */
@Teaches(meaning = "L1 penalty on weights", formula = "λ·Σ |w|")
public record L1Penalty(double strength) implements Op {

    @Override
    public List<Node> forward(List<Node> in) {
        Node sum = in.stream().map(w -> w.abs().sum()).reduce(Node::plus).orElseThrow();
        return List.of(sum.times(strength));
    }

    @Override
    public List<Node> vjp(Call call, Node dy) {
        return call.inputs().stream().map(w -> w.sign().times(dy.times(strength))).toList();
    }

    @Override
    public String rule() {
        return "L1 penalty";
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
                Example.of(new L1Penalty(0.01), Example.reals(3, 2), Example.reals(4)),
                Example.of(new L1Penalty(0.5), Example.between(-1e4, 1e4, 1)));
    }
}
