package org.chainrule.dsl.ops;

import java.util.List;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Op;

/**
 * The log probability of the Bernoulli distribution whose p is σ(a), from the logit a = ln(p/(1 −
 * p)): ℓ = ln σ(±a), + for k = 1.
 *
 * <p>It is computed as min(s, 0) − ln(1 + e^(−|s|)) with s = ±a, which overflows nowhere. da =
 * dℓ·(k − σ(a)). Shapes: k, of whole numbers 0 and 1, and a broadcast.
 */
@Teaches(
        meaning = "log probability of the Bernoulli distribution, from the logit",
        formula = "ln σ(a) or ln σ(−a)")
public record BernoulliLogitLogProbability() implements Op {

    @Override
    public List<Node> forward(List<Node> in) {
        Node s = sign(in.get(0)).times(in.get(1)).as("s");
        Node rest = s.abs().negate().exp().plus(1).log();
        return List.of(s.min(Node.constant(0)).minus(rest));
    }

    @Override
    public List<Node> vjp(Call call, Node dy) {
        Node sign = sign(call.input(0));
        Node other = new Sigmoid().apply(sign.times(call.input(1)).negate()); // 1 − σ(s), exactly
        return List.of(Node.zero(), dy.times(sign.times(other)));
    }

    private static Node sign(Node k) {
        return k.equalTo(Node.integer(1)).choose(Node.constant(1), Node.constant(-1));
    }

    @Override
    public List<String> inputSymbols() {
        return List.of("k", "a");
    }

    @Override
    public List<String> outputSymbols() {
        return List.of("ℓ");
    }

    /** The examples of the op contract. */
    public static List<Example> examples() {
        return List.of(
                Example.of(
                        new BernoulliLogitLogProbability(),
                        Example.below(2, 3, 5),
                        Example.reals(5)),
                Example.of(
                        new BernoulliLogitLogProbability(),
                        Example.below(2, 7),
                        Example.between(-60, 60, 7)));
    }
}
