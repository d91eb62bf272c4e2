package org.chainrule.dsl.ops;

import java.util.List;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Op;

/**
 * The entropy of finite distributions in nats, H = −Σ p ln p over the last axis, where 0·ln 0 = 0.
 *
 * <p>dp = −dH·(ln p + 1); where p = 0, that is infinite, and 0 is given, as for an outcome that is
 * left out. Shapes: p (…, n), H (…). Source: Shannon, "A Mathematical Theory of Communication",
 * 1948.
 */
@Teaches(meaning = "entropy of finite distributions, in nats", formula = "−Σ p ln p")
public record Entropy() implements Op {

    @Override
    public List<Node> forward(List<Node> in) {
        Node p = in.get(0);
        return List.of(p.times(possible(p, p).log()).sum(-1).negate());
    }

    @Override
    public List<Node> vjp(Call call, Node dy) {
        Node p = call.input(0);
        Node slope = possible(p, p).log().plus(isPossible(p));
        return List.of(dy.unsqueeze(-1).times(slope).negate());
    }

    /** q where p is not 0; elsewhere 1, whose logarithm is 0. */
    static Node possible(Node p, Node q) {
        return p.equalTo(Node.constant(0)).choose(Node.constant(1), q);
    }

    /** 1 where p is not 0, elsewhere 0. */
    static Node isPossible(Node p) {
        return p.equalTo(Node.constant(0)).choose(Node.constant(0), Node.constant(1));
    }

    @Override
    public List<String> inputSymbols() {
        return List.of("p");
    }

    @Override
    public List<String> outputSymbols() {
        return List.of("H");
    }

    /** The examples of the op contract. */
    public static List<Example> examples() {
        return List.of(
                Example.of(new Entropy(), Example.between(0.05, 0.9, 3, 5)),
                Example.of(new Entropy(), Example.between(0.05, 0.9, 1)));
    }
}
