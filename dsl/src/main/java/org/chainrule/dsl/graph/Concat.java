package org.chainrule.dsl.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Values joined along an axis. */
public record Concat(int axis) implements Primitive {

    @Override
    public List<Type> infer(List<Node> in) {
        Shape first = in.get(0).shape();
        Dim axisDim = first.dim(axis);
        for (Node part : in) {
            if (!part.shape().with(axis, axisDim).agrees(first)) {
                throw new IllegalArgumentException(
                        "shapes must agree but for the axis that is joined, but found "
                                + first
                                + " and "
                                + part.shape());
            }
        }
        return List.of(new Type(first.with(axis, joined(in)), in.get(0).dtype()));
    }

    @Override
    public List<Node> vjp(Call call, Node dy) {
        List<Node> gradients = new ArrayList<>();
        Node start = Node.integer(0);
        for (Node part : call.inputs()) {
            Node length = part.size(axis);
            gradients.add(dy.slice(axis, start, length, part.shape().dim(axis)));
            start = start.plus(length);
        }
        return gradients;
    }

    /** The open parts by their names, and the others' sizes as so many more. */
    private Dim joined(List<Node> in) {
        List<Dim> dims = in.stream().map(part -> part.shape().dim(axis)).toList();
        Dim first = dims.get(0);
        int cut = first.isOpen() ? OpenSize.last(first.name(), "/") : -1;
        if (cut > 0 && dims.stream().allMatch(first::equals)) { // all parts make the whole again
            String whole = OpenSize.unwrapped(first.name().substring(0, cut));
            if (first.name().equals(OpenSize.part(whole, dims.size()))) {
                return Dim.open(whole);
            }
        }
        long size = dims.stream().filter(dim -> !dim.isOpen()).mapToLong(Dim::size).sum();
        String open =
                dims.stream().filter(Dim::isOpen).map(Dim::name).collect(Collectors.joining("+"));
        return open.isEmpty() ? Dim.of(dims.get(0).name(), size) : Dim.open(open).plus(size);
    }

    @Override
    public <R> List<R> accept(Interpreter<R> interpreter, Call call) {
        return List.of(interpreter.concat(this, call));
    }
}
