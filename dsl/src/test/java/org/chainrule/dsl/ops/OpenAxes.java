package org.chainrule.dsl.ops;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.Dim;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Shape;
import org.chainrule.dsl.graph.Type;
import org.chainrule.dsl.graph.Variable;

/**
 * Examples with the same numbers, whose axes of one length are declared open: as many more as there
 * are lengths for which the op can be declared so.
 */
final class OpenAxes {
    private OpenAxes() {}

    /** The example and those with open axes. */
    static List<Example> of(Example example) {
        List<Example> all = new ArrayList<>(List.of(example));
        if (!example.call().inputs().equals(example.variables())) {
            return all; // its inputs are made from variables in a way that only it knows
        }
        example.domains().stream()
                .map(domain -> domain.type().shape())
                .flatMap(shape -> shape.dims().stream())
                .map(Dim::size)
                .filter(size -> size > 1)
                .distinct()
                .flatMap(size -> opened(example, size))
                .forEach(all::add);
        return all;
    }

    private static Stream<Example> opened(Example example, long size) {
        List<Node> variables = new ArrayList<>();
        for (Example.Domain domain : example.domains()) {
            Type type = new Type(opened(domain.type().shape(), size), domain.type().dtype());
            String name = "x" + variables.size();
            variables.add(new Variable(name, type, Variable.Role.INPUT).apply());
        }
        try {
            Call call = Call.of(example.call().op(), variables);
            return Stream.of(new Example(call, variables, example.domains()));
        } catch (IllegalArgumentException e) {
            return Stream.of(); // it needs to know this length
        }
    }

    private static Shape opened(Shape shape, long size) {
        return new Shape(
                shape.dims().stream()
                        .map(dim -> dim.size() == size ? Dim.open("n") : dim)
                        .toList());
    }
}
