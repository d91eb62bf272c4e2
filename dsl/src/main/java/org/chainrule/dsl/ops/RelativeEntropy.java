package org.chainrule.dsl.ops;

import java.util.List;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Op;

/**
 * The relative entropy or Kullback-Leibler divergence of finite distributions in nats, D(p‖q) = Σ p
 * ln(p/q) over the last axis: infinite where q = 0 &lt; p, and 0·ln 0 = 0.
 *
 * <p>dp = dD·(ln(p/q) + 1) and dq = −dD·p/q, both 0 where p = 0. Shapes: p and q (…, n), which
 * broadcast, D (…). Source: Kullback and Leibler, "On Information and Sufficiency", 1951.
 */
@Teaches(
        meaning = "Kullback-Leibler divergence of finite distributions, in nats",
        formula = "Σ p ln(p/q)")
public record RelativeEntropy() implements Op {

    @Override
    public List<Node> forward(List<Node> in) {
        return List.of(in.get(0).times(ratio(in)).sum(-1));
    }

    /** ln p − ln q, which is finite where p/q is too great or too small for a number. */
    private static Node ratio(List<Node> in) {
        Node p = in.get(0);
        return Entropy.possible(p, p).log().minus(Entropy.possible(p, in.get(1)).log()).as("r");
    }

    @Override
    public List<Node> vjp(Call call, Node dy) {
        Node p = call.input(0);
        Node q = Entropy.possible(p, call.input(1)).as("q̃");
        Node upstream = dy.unsqueeze(-1);
        return List.of(
                upstream.times(ratio(call.inputs()).plus(Entropy.isPossible(p))),
                upstream.times(p.over(q)).negate());
    }

    @Override
    public List<String> inputSymbols() {
        return List.of("p", "q");
    }

    @Override
    public List<String> outputSymbols() {
        return List.of("D");
    }

    /** The examples of the op contract. */
    public static List<Example> examples() {
        return List.of(
                Example.of(
                        new RelativeEntropy(),
                        Example.between(0.05, 0.9, 3, 5),
                        Example.between(0.05, 0.9, 5)),
                Example.of(
                        new RelativeEntropy(),
                        Example.between(0.05, 0.9, 1),
                        Example.between(0.05, 0.9, 1)));
    }
}
