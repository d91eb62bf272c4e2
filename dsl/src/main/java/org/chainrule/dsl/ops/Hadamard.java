package org.chainrule.dsl.ops;

import java.util.List;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Op;

/**
 * The Hadamard product, Y = A ⊙ B, element by element.
 *
 * <p>dA = dY ⊙ B, dB = dY ⊙ A, each summed over the axes along which it was repeated. Any shapes
 * that agree or broadcast.
 */
@Teaches(
        meaning = "Hadamard product, element by element; dA = dY ⊙ B",
        formula = "A ⊙ B",
        rows = "D11")
public record Hadamard() implements Op {

    @Override
    public List<Node> forward(List<Node> in) {
        return List.of(in.get(0).times(in.get(1)));
    }

    @Override
    public List<Node> vjp(Call call, Node dy) {
        return List.of(dy.times(call.input(1)), dy.times(call.input(0)));
    }

    @Override
    public List<String> inputSymbols() {
        return List.of("A", "B");
    }

    @Override
    public List<String> outputSymbols() {
        return List.of("Y");
    }

    /** The examples of the op contract. */
    public static List<Example> examples() {
        return List.of(
                Example.of(new Hadamard(), Example.reals(3, 5), Example.reals(3, 5)),
                Example.of(new Hadamard(), Example.reals(1, 3), Example.reals(2, 4, 1)));
    }
}
