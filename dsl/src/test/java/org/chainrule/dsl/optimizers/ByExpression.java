package org.chainrule.dsl.optimizers;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chainrule.dsl.graph.Kernel;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Variable;

/** A rule without its kernel, so that its expression runs. */
public record ByExpression(UpdateRule whole) implements UpdateRule {

    /** An optimizer none of whose rules has a kernel. */
    public static Optimizer of(Optimizer optimizer) {
        return new Optimizer() {
            @Override
            public double rate() {
                return optimizer.rate();
            }

            @Override
            public UpdateRule rule(Variable weight) {
                return new ByExpression(optimizer.rule(weight));
            }
        };
    }

    @Override
    public double rate() {
        return whole.rate();
    }

    @Override
    public Map<String, Double> scalars() {
        return whole.scalars();
    }

    @Override
    public List<Slot> slots() {
        return whole.slots();
    }

    @Override
    public List<Node> update(Node w, Node dw, List<Node> slots, Scalars h) {
        return whole.update(w, dw, slots, h);
    }

    @Override
    public Optional<Kernel> kernel(Group group, Scalars h) {
        return Optional.empty();
    }
}
