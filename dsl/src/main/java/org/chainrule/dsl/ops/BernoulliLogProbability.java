package org.chainrule.dsl.ops;

import java.util.List;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Op;

/**
 * The log probability of the Bernoulli distribution, ℓ = k ln p + (1 − k) ln(1 − p).
 *
 * <p>Only the term that counts is computed, ln p for k = 1 and ln(1 − p) for k = 0, so that 0·ln 0
 * is 0. With q the probability of k, dp = ±dℓ/q, + for k = 1; this is dℓ·(k − p)/(p(1 − p)).
 * Shapes: k, of whole numbers 0 and 1, and p, between 0 and 1, broadcast.
 */
@Teaches(
        meaning = "log probability of the Bernoulli distribution",
        formula = "k ln p + (1 − k) ln(1 − p)")
public record BernoulliLogProbability() implements Op {

    @Override
    public List<Node> forward(List<Node> in) {
        return List.of(chosen(in.get(0), in.get(1)).log());
    }

    @Override
    public List<Node> vjp(Call call, Node dy) {
        Node sign = isOne(call.input(0)).choose(Node.constant(1), Node.constant(-1));
        Node dp = dy.over(chosen(call.input(0), call.input(1))).times(sign);
        return List.of(Node.zero(), dp);
    }

    private static Node chosen(Node k, Node p) {
        return isOne(k).choose(p, p.subtractedFrom(1)).as("q");
    }

    private static Node isOne(Node k) {
        return k.equalTo(Node.integer(1));
    }

    @Override
    public List<String> inputSymbols() {
        return List.of("k", "p");
    }

    @Override
    public List<String> outputSymbols() {
        return List.of("ℓ");
    }

    /** The examples of the op contract. */
    public static List<Example> examples() {
        return List.of(
                Example.of(
                        new BernoulliLogProbability(),
                        Example.below(2, 3, 5),
                        Example.between(0.1, 0.9, 5)),
                Example.of(
                        new BernoulliLogProbability(),
                        Example.below(2, 1),
                        Example.between(0.01, 0.99, 1)));
    }
}
