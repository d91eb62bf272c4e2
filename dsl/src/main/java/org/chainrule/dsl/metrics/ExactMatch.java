package org.chainrule.dsl.metrics;

import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.graph.Node;

/**
 * The share of the sequences all of whose targets are found, each by the greatest score: of answers
 * that are wholly right. A network that writes its answer step by step, always the likeliest token,
 * writes these and no others.
 *
 * <p>Shapes: scores (batch, time, V), targets (batch, time). A sequence none of whose targets count
 * is right.
 *
 * @param ignoredIndex the target that does not count
 */
@Teaches(meaning = "the share of the sequences all of whose targets are found")
public record ExactMatch(long ignoredIndex) implements Metric {

    /** The same with another target that does not count. */
    public ExactMatch withIgnoredIndex(long index) {
        return new ExactMatch(index);
    }

    @Override
    public String name() {
        return "exact match";
    }

    @Override
    public Node apply(Node output, Node target) {
        Found found = Found.of(name(), output, target, ignoredIndex);
        if (target.shape().rank() != 2) {
            throw new ChainruleException(
                    name(),
                    "the targets must be sequences, (batch, time)",
                    "but they are " + target.shape(),
                    "Use accuracy().");
        }
        Node missed = found.counted().sum(1).minus(found.right().sum(1)); // (B)
        Node one = Node.constant(1).expandLike(output.sum(-1).sum(-1));
        return missed.equalTo(Node.constant(0)).choose(one, Node.constant(0)).mean();
    }
}
