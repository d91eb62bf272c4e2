package org.chainrule.dsl.ops;

import java.util.List;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.Dim;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Op;
import org.chainrule.dsl.graph.Unary;

/**
 * Sinusoidal positions: y[t] = x[t] + PE[t], with PE[t, 2i] = sin(t·base^(−2i/C)) and PE[t, 2i + 1]
 * = cos(t·base^(−2i/C)).
 *
 * <p>dx = dy. Inputs: x (…, T, C) with C even, and the place of its first step, a whole number.
 * Source: Vaswani et al., "Attention Is All You Need", 2017.
 *
 * @param base what the wavelengths are powers of: 10,000 in the paper
 */
@Teaches(meaning = "adds sines and cosines of the place", formula = "x[t] + [sin(t·θᵢ), cos(t·θᵢ)]")
public record SinusoidalPositions(double base) implements Op {

    @Override
    public List<Node> forward(List<Node> in) {
        Node x = in.get(0);
        long width = x.shape().dim(-1).fixed();
        if (width % 2 != 0) {
            throw new IllegalArgumentException(
                    "vectors must have an even size for sines and cosines, but found " + x.shape());
        }
        Dim half = Dim.of("pair", width / 2);
        Node t = x.realIndices(-2).plus(in.get(1)).unsqueeze(-1);
        Node i = x.slice(-1, Node.integer(0), Node.integer(half.size()), half).realIndices(-1);
        Node angles = t.times(i.times(-Math.log(base) / half.size()).exp()).as("tθ"); // (T, C/2)
        Node sine = Unary.SIN.apply(angles).unsqueeze(-1);
        Node cosine = Unary.COS.apply(angles).unsqueeze(-1);
        return List.of(x.plus(Node.concat(-1, List.of(sine, cosine)).merge(-2, -1)));
    }

    @Override
    public List<Node> vjp(Call call, Node dy) {
        return List.of(dy, Node.zero());
    }

    @Override
    public List<String> inputSymbols() {
        return List.of("x", "t₀");
    }

    /** The examples of the op contract. */
    public static List<Example> examples() {
        return List.of(
                Example.of(
                        new SinusoidalPositions(10_000), Example.reals(2, 5, 6), Example.below(9)),
                Example.of(
                        new SinusoidalPositions(50), Example.reals(1, 1, 2), Example.below(300)));
    }
}
