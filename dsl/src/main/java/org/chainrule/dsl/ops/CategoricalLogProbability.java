package org.chainrule.dsl.ops;

import java.util.List;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Op;

/**
 * The log probability of the categorical distribution, ℓ = ln p[k].
 *
 * <p>dp[k] = dℓ/p[k], and 0 for all other classes. Shapes: k (…) of whole numbers in [0, V), p (…,
 * V) or (V), ℓ (…). PyTorch divides p by its sum first; here that is another step, {@code
 * p.over(p.sumKept(-1))}. From class scores it is {@link CrossEntropy}.
 */
@Teaches(meaning = "log probability of the categorical distribution", formula = "ln p[k]")
public record CategoricalLogProbability() implements Op {

    @Override
    public List<Node> forward(List<Node> in) {
        return List.of(chosen(in.get(0), in.get(1)).log());
    }

    @Override
    public List<Node> vjp(Call call, Node dy) {
        Node share = dy.over(chosen(call.input(0), call.input(1)));
        Node dp =
                isChosen(call.input(0), call.input(1))
                        .choose(share.unsqueeze(-1), Node.constant(0));
        return List.of(Node.zero(), dp);
    }

    private static Node chosen(Node k, Node p) {
        return isChosen(k, p).choose(p, Node.constant(0)).sum(-1).as("q");
    }

    private static Node isChosen(Node k, Node p) {
        return k.unsqueeze(-1).equalTo(p.indices(-1)).as("c");
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
                        new CategoricalLogProbability(),
                        Example.below(5, 4),
                        Example.between(0.05, 0.5, 5)),
                Example.of(
                        new CategoricalLogProbability(),
                        Example.below(3, 2, 1),
                        Example.between(0.05, 0.5, 2, 1, 3)));
    }
}
