package org.chainrule.dsl.graph;

import java.util.Collections;
import java.util.List;

/**
 * An axis cut in equal parts, one output for each. An open axis must have a size that the number of
 * parts divides when the graph is run.
 */
public record Chunk(int axis, int parts) implements Primitive {

    @Override
    public List<Type> infer(List<Node> in) {
        Shape shape = in.get(0).shape();
        Dim whole = shape.dim(axis);
        if (!whole.isOpen() && whole.size() % parts != 0) {
            throw new IllegalArgumentException(
                    "an axis must have a size that " + parts + " divides, but found " + whole);
        }
        Dim part =
                whole.isOpen()
                        ? Dim.open(OpenSize.part(whole.name(), parts))
                        : Dim.of(whole.name(), whole.size() / parts);
        return Collections.nCopies(parts, new Type(shape.with(axis, part), in.get(0).dtype()));
    }

    @Override
    public List<Node> vjp(Call call, Node dy) {
        throw new IllegalStateException("a chunk has several results");
    }

    @Override
    public List<Node> vjp(Call call, List<Node> dys) {
        Node nothing = call.output(0).times(0);
        List<Node> each = dys.stream().map(d -> d.isZero() ? nothing : d).toList();
        return List.of(Node.concat(axis, each).reshapeLike(call.input(0)));
    }

    @Override
    public <R> List<R> accept(Interpreter<R> interpreter, Call call) {
        return interpreter.chunk(this, call);
    }
}
