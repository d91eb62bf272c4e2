package org.chainrule.dsl.metrics;

import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Node;

/**
 * The share of the targets whose class has the greatest score of all. Where it ties with another,
 * it is not found, so a network that gives equal scores has accuracy 0.
 *
 * <p>Shapes: scores (…, V), targets (…). Where no target counts, it is not a number.
 *
 * @param ignoredIndex the target that does not count
 */
@Teaches(
        meaning = "the share of the targets whose class has the greatest score",
        formula = "1/n·Σ 1[argmax x = target]")
public record Accuracy(long ignoredIndex) implements Metric {

    /** The same with another target that does not count. */
    public Accuracy withIgnoredIndex(long index) {
        return new Accuracy(index);
    }

    @Override
    public String name() {
        return "accuracy";
    }

    @Override
    public Node apply(Node output, Node target) {
        Found found = Found.of(name(), output, target, ignoredIndex);
        return found.right().sum().over(found.counted().sum());
    }
}
