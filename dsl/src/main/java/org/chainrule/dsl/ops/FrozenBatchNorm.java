package org.chainrule.dsl.ops;

import java.util.List;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Op;

/**
 * Batch normalization with statistics that are given, not those of the batch: y = γ ⊙ (x − μ)/√(σ²
 * + ε) + β. What batch normalization is once a network has learned.
 *
 * <p>To x it is an affine map, dx = dy ⊙ γ/√(σ² + ε): no element depends on the others of its
 * batch. Shapes: x and y (N, C) or (N, C, …), μ and σ² (C), γ and β (C) or both absent.
 *
 * @param epsilon ε, which keeps the root from 0
 */
@Teaches(
        meaning = "batch normalization with given statistics",
        formula = "γ ⊙ (x − μ)/√(σ² + ε) + β")
public record FrozenBatchNorm(double epsilon) implements Op {

    @Override
    public List<Node> forward(List<Node> in) {
        Node x = in.get(0);
        Node r = in.get(2).plus(epsilon).sqrt().reciprocal();
        Node centred = x.minus(BatchNorm.along(in.get(1), x));
        Node normal = centred.times(BatchNorm.along(r, x));
        return List.of(BatchNorm.scaled(normal, in.subList(3, in.size())));
    }

    /** The examples of the op contract. */
    public static List<Example> examples() {
        Example.Domain three = Example.reals(3);
        Example.Domain variance = Example.between(0.5, 2, 3);
        return List.of(
                Example.of(
                        new FrozenBatchNorm(1e-5),
                        Example.reals(5, 3),
                        three,
                        variance,
                        three,
                        three),
                Example.of(
                        new FrozenBatchNorm(0.1),
                        Example.reals(1, 3, 2, 4),
                        three,
                        variance,
                        three,
                        three),
                Example.of(new FrozenBatchNorm(1e-5), Example.reals(1, 3), three, variance));
    }
}
