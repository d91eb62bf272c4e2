package org.chainrule.dsl.graph;

import java.util.ArrayList;
import java.util.List;

/**
 * Windows that slide along the last axes: (…, n₁, n₂) becomes (…, k₁, k₂, m₁, m₂), where m counts
 * the windows along an axis and k the elements that each takes; y[κ, i] = x[i·stride + κ·dilation −
 * before]. Its gradient is an {@link Overlap}.
 *
 * @param windows how they lie along each axis
 * @param fill what stands in the padding
 */
public record Windows(List<Window> windows, double fill) implements Primitive {

    /** A copy of the windows. */
    public Windows {
        windows = List.copyOf(windows);
    }

    @Override
    public List<Type> infer(List<Node> in) {
        Shape shape = in.get(0).shape();
        int leading = leading(shape.rank(), windows.size());
        List<Dim> dims = new ArrayList<>(shape.dims().subList(0, leading));
        windows.forEach(window -> dims.add(Dim.of("window", window.size())));
        for (int i = 0; i < windows.size(); i++) {
            dims.add(windows.get(i).count(shape.dim(leading + i)));
        }
        return List.of(new Type(new Shape(dims), in.get(0).dtype()));
    }

    /** How many axes stand before those that the windows take. */
    static int leading(int rank, int taken) {
        if (rank < taken) {
            throw new IllegalArgumentException(
                    "windows need an axis each, but " + taken + " find " + rank);
        }
        return rank - taken;
    }

    @Override
    public List<Node> vjp(Call call, Node dy) {
        Node x = call.input(0);
        return List.of(Overlap.like(x, windows, dy));
    }

    @Override
    public <R> List<R> accept(Interpreter<R> interpreter, Call call) {
        return List.of(interpreter.windows(this, call));
    }
}
