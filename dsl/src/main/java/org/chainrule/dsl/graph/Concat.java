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
        long size = 0;
        for (Node part : in) {
            Dim dim = part.shape().dim(axis);
            if (!part.shape().with(axis, axisDim).agrees(first)) {
                throw new IllegalArgumentException(
                        "shapes must agree but for the axis that is joined, but found "
                                + first
                                + " and "
                                + part.shape());
            }
            size = size == Dim.OPEN || dim.isOpen() ? Dim.OPEN : size + dim.size();
        }
        Dim joined = size == Dim.OPEN ? Dim.open(name(in)) : Dim.of(axisDim.name(), size);
        return List.of(new Type(first.with(axis, joined), in.get(0).dtype()));
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

    private String name(List<Node> in) {
        return in.stream()
                .map(part -> part.shape().dim(axis).toString())
                .collect(Collectors.joining("+"));
    }

    @Override
    public <R> List<R> accept(Interpreter<R> interpreter, Call call) {
        return List.of(interpreter.concat(this, call));
    }
}
