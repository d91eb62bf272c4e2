package org.chainrule.dsl.graph;

import java.util.List;

/** An axis split in several, outermost first, whose sizes multiply to its own. */
public record SplitAxis(int axis, List<Dim> parts) implements Primitive {

    @Override
    public List<Type> infer(List<Node> in) {
        Shape shape = in.get(0).shape();
        if (parts.stream().filter(Dim::isOpen).count() > 1) {
            throw new IllegalArgumentException(
                    "at most one part of an axis may be open, but found " + parts);
        }
        if (shape.dim(axis).size() != new Shape(parts).elements()) {
            throw new IllegalArgumentException(
                    "the parts of an axis must multiply to its size, but found "
                            + shape.dim(axis)
                            + " and "
                            + parts);
        }
        return List.of(new Type(shape.replace(axis, axis, parts), in.get(0).dtype()));
    }

    @Override
    public List<Node> vjp(Call call, Node dy) {
        return List.of(dy.reshapeLike(call.input(0)));
    }

    @Override
    public <R> List<R> accept(Interpreter<R> interpreter, Call call) {
        return List.of(interpreter.splitAxis(this, call));
    }
}
