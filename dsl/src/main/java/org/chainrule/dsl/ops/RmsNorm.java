package org.chainrule.dsl.ops;

import java.util.List;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Op;

/**
 * Root mean square normalization over the last axis: x̂ = x·r, y = γ ⊙ x̂, with r = 1/√(mean(x²) +
 * ε) of each row.
 *
 * <p>With g = γ ⊙ dy: dx = r·(g − x̂·mean(g ⊙ x̂)), dγ = Σ dy ⊙ x̂. Shapes: x and y (…, n), γ (n)
 * or absent; by-product r (…, 1). Source: Zhang and Sennrich, "Root Mean Square Layer
 * Normalization", 2019.
 *
 * @param epsilon ε, which keeps the root from 0
 */
@Teaches(
        meaning = "root mean square normalization over the last axis",
        formula = "γ ⊙ x/√(mean(x²) + ε)",
        rows = "E3")
public record RmsNorm(double epsilon) implements Op {

    @Override
    public List<Node> forward(List<Node> in) {
        Node x = in.get(0);
        Node r = x.square().meanKept(-1).plus(epsilon).sqrt().reciprocal();
        Node normal = x.times(r);
        return List.of(in.size() == 2 ? normal.times(in.get(1)) : normal, r);
    }

    @Override
    public List<Node> vjp(Call call, Node dy) {
        boolean hasGain = call.inputs().size() == 2;
        Node r = call.output(1);
        Node normal = call.input(0).times(r).as("x̂");
        Node g = hasGain ? dy.times(call.input(1)).as("g") : dy;
        Node dx = g.minus(normal.times(g.times(normal).meanKept(-1))).times(r);
        return hasGain ? List.of(dx, dy.times(normal).rows().sum(0)) : List.of(dx);
    }

    @Override
    public List<String> inputSymbols() {
        return List.of("x", "γ");
    }

    @Override
    public List<String> outputSymbols() {
        return List.of("y", "r");
    }

    /** The examples of the op contract. */
    public static List<Example> examples() {
        return List.of(
                Example.of(new RmsNorm(1e-6), Example.reals(2, 3, 5), Example.reals(5)),
                Example.of(new RmsNorm(0x1p-23), Example.reals(1, 4), Example.reals(4)),
                Example.of(new RmsNorm(0.1), Example.reals(3, 1)));
    }
}
