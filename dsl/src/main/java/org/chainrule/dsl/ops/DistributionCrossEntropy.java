package org.chainrule.dsl.ops;

import java.util.List;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Op;

/**
 * The cross-entropy of finite distributions in nats, H(p, q) = −Σ p ln q over the last axis:
 * infinite where q = 0 &lt; p, and 0·ln 0 = 0.
 *
 * <p>dp = −dH·ln q and dq = −dH·p/q, both 0 where p = 0. Shapes: p and q (…, n), which broadcast, H
 * (…). From class scores and classes it is {@link CrossEntropy}.
 */
@Teaches(meaning = "cross-entropy of finite distributions, in nats", formula = "−Σ p ln q")
public record DistributionCrossEntropy() implements Op {

    @Override
    public List<Node> forward(List<Node> in) {
        Node p = in.get(0);
        return List.of(p.times(Entropy.possible(p, in.get(1)).log()).sum(-1).negate());
    }

    @Override
    public List<Node> vjp(Call call, Node dy) {
        Node p = call.input(0);
        Node q = Entropy.possible(p, call.input(1)).as("q");
        Node upstream = dy.unsqueeze(-1).negate();
        return List.of(upstream.times(q.log()), upstream.times(p.over(q)));
    }

    @Override
    public List<String> inputSymbols() {
        return List.of("p", "q");
    }

    @Override
    public List<String> outputSymbols() {
        return List.of("H");
    }

    /** The examples of the op contract. */
    public static List<Example> examples() {
        return List.of(
                Example.of(
                        new DistributionCrossEntropy(),
                        Example.between(0.05, 0.9, 3, 5),
                        Example.between(0.05, 0.9, 5)),
                Example.of(
                        new DistributionCrossEntropy(),
                        Example.between(0.05, 0.9, 1),
                        Example.between(0.05, 0.9, 1)));
    }
}
