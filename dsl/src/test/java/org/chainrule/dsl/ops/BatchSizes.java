package org.chainrule.dsl.ops;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.DType;
import org.chainrule.dsl.graph.Dim;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Shape;
import org.chainrule.dsl.graph.Type;
import org.chainrule.dsl.graph.Variable;

/** Examples with another batch: the first axis of the first input, and of all that share it. */
final class BatchSizes {
    private BatchSizes() {}

    /** The example with this many rows; nothing for an op whose result has no row for each. */
    static Optional<Example> of(Example example, long rows) {
        if (example.domains().isEmpty()
                || !example.call().inputs().equals(example.variables())
                || example.domains().get(0).type().shape().rank() < 2) {
            return Optional.empty();
        }
        long before = example.domains().get(0).type().shape().dim(0).size();
        List<Example.Domain> domains = new ArrayList<>();
        List<Node> variables = new ArrayList<>();
        for (Example.Domain domain : example.domains()) {
            Type type = resized(domain.type(), before, rows);
            String name = "x" + variables.size();
            variables.add(new Variable(name, type, Variable.Role.INPUT).apply());
            domains.add(new Example.Domain(type, domain.low(), domain.high()));
        }
        try {
            Call call = Call.of(example.call().op(), variables);
            Shape y = call.output(0).shape();
            return y.rank() > 0 && y.dim(0).size() == rows
                    ? Optional.of(new Example(call, variables, domains))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // the first axis is no batch
        }
    }

    private static Type resized(Type type, long before, long rows) {
        Shape shape = type.shape();
        int least = type.dtype() == DType.INT ? 1 : 2; // a row of labels, but not of biases
        return shape.rank() >= least && shape.dim(0).size() == before
                ? new Type(shape.with(0, Dim.of("", rows)), type.dtype())
                : type;
    }
}
