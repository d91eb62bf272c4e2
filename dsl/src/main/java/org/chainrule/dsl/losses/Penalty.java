package org.chainrule.dsl.losses;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Op;
import org.chainrule.dsl.graph.Variable;
import org.chainrule.dsl.layers.Parameter;

/**
 * What great weights cost: a number that is added to a loss in training, but not where the loss is
 * evaluated. See {@link Losses#l1}, {@link Losses#l2} and {@link Losses#weightDecay}.
 *
 * @param op the penalty, a number made of weights
 * @param chosen the weights that it is on; all by default
 */
public record Penalty(Op op, Predicate<Variable> chosen) {

    /**
     * The same on some weights: {@code l2(0.01).on(Optimizers.matrices())}, {@code l1(0.1).on(w ->
     * w.name().startsWith("dense"))}.
     */
    public Penalty on(Predicate<Variable> weights) {
        return new Penalty(op, weights);
    }

    /**
     * The penalty.
     *
     * @param parameters the weights of a network
     * @throws ChainruleException if it is on none of them
     */
    public Node of(List<Parameter> parameters) {
        List<Node> weights =
                parameters.stream()
                        .filter(parameter -> chosen.test(parameter.variable()))
                        .map(Parameter::node)
                        .toList();
        if (weights.isEmpty()) {
            throw new ChainruleException(
                    op.name(),
                    "must be on a weight of the network",
                    "but none was chosen of "
                            + parameters.stream()
                                    .map(Parameter::path)
                                    .collect(Collectors.joining(", ", "[", "]")),
                    "Choose by these names.");
        }
        return op.apply(weights.toArray(Node[]::new));
    }
}
