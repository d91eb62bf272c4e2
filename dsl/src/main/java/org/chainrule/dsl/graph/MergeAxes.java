package org.chainrule.dsl.graph;

import java.util.List;
import java.util.stream.Collectors;

/** Adjacent axes joined to one. */
public record MergeAxes(int first, int last) implements Primitive {

    @Override
    public List<Type> infer(List<Node> in) {
        Shape shape = in.get(0).shape();
        List<Dim> merged = shape.dims().subList(first, last + 1);
        boolean open = merged.stream().anyMatch(Dim::isOpen);
        String name =
                merged.stream()
                        .map(dim -> open ? OpenSize.inBrackets(dim.toString()) : named(dim))
                        .collect(Collectors.joining("·"));
        Dim dim = open ? Dim.open(name) : Dim.of(name, new Shape(merged).elements());
        return List.of(new Type(shape.replace(first, last, List.of(dim)), in.get(0).dtype()));
    }

    private static String named(Dim dim) {
        return dim.name().isEmpty() ? dim.toString() : dim.name();
    }

    @Override
    public List<Node> vjp(Call call, Node dy) {
        return List.of(dy.reshapeLike(call.input(0)));
    }

    @Override
    public <R> List<R> accept(Interpreter<R> interpreter, Call call) {
        return List.of(interpreter.mergeAxes(this, call));
    }
}
