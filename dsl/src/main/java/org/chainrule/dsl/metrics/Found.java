package org.chainrule.dsl.metrics;

import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.graph.DType;
import org.chainrule.dsl.graph.Node;

/**
 * Which classes are found by the greatest score.
 *
 * @param right 1 where the target counts and its class has the greatest score, else 0
 * @param counted 1 where the target counts, else 0
 */
record Found(Node right, Node counted) {
    static Found of(String metric, Node scores, Node target, long ignored) {
        boolean fits =
                !target.isZero()
                        && target.dtype() == DType.INT
                        && target.shape().rank() == scores.shape().rank() - 1;
        if (!fits) {
            throw new ChainruleException(
                    metric,
                    "the loss must compare class scores with classes",
                    "but the output is " + scores.shape() + " and the target " + shape(target),
                    "Use it with crossEntropy().");
        }
        Node one = Node.constant(1).expandLike(scores);
        Node isOwn = target.unsqueeze(-1).equalTo(scores.indices(-1));
        Node own = isOwn.choose(scores, Node.constant(0)).sumKept(-1); // (…, 1)
        Node reached = own.atMost(scores).choose(one, Node.constant(0)).sum(-1);
        Node counts = target.differsFrom(Node.integer(ignored));
        Node like = Node.constant(1).expandLike(reached);
        Node counted = counts.choose(like, Node.constant(0));
        Node right = reached.equalTo(Node.constant(1)).choose(counted, Node.constant(0));
        return new Found(right, counted);
    }

    private static String shape(Node target) {
        return target.isZero() ? "none" : target.shape().toString();
    }
}
