package org.chainrule.dsl.ops;

import java.util.List;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Op;

/**
 * The adjacency of a graph with self-loops, normalized by the degrees: D̂^(−½)·Â·D̂^(−½) with Â = A
 * + I and D̂ the row sums of Â.
 *
 * <p>Each weight Âᵢⱼ is divided by √(d̂ᵢ·d̂ⱼ). The gradient is derived from the parts. Shapes: A
 * and the result (n, n); weights are 0 or more, so that no degree is less than 1. Source: Kipf and
 * Welling, "Semi-Supervised Classification with Graph Convolutional Networks", 2017.
 */
@Teaches(
        meaning = "adjacency with self-loops, normalized by the degrees",
        formula = "D̂^(−½)·(A + I)·D̂^(−½)")
public record NormalizedAdjacency() implements Op {

    @Override
    public List<Node> forward(List<Node> in) {
        Node a = in.get(0);
        Node isSame = a.indices(-2).unsqueeze(-1).equalTo(a.indices(-1));
        Node loops =
                a.plus(isSame.choose(Node.constant(1).expandLike(a), Node.constant(0))).as("Â");
        Node r = loops.sumKept(-1).sqrt().reciprocal().as("d̂^(−½)"); // (n, 1)
        return List.of(loops.times(r).times(r.transpose()));
    }

    @Override
    public List<String> inputSymbols() {
        return List.of("A");
    }

    /** The examples of the op contract. */
    public static List<Example> examples() {
        return List.of(
                Example.of(new NormalizedAdjacency(), Example.between(0, 1, 4, 4)),
                Example.of(new NormalizedAdjacency(), Example.between(0, 3, 1, 1)));
    }
}
