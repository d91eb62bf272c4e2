package org.chainrule.dsl.graph;

import java.util.ArrayList;
import java.util.List;

/**
 * Windows added where they lie, the gradient of {@link Windows}: (…, k₁, k₂, m₁, m₂) becomes (…,
 * n₁, n₂), y[i·stride + κ·dilation − before] = Σ x[κ, i], and what lies in the padding is dropped.
 *
 * @param windows how they lie along each axis
 * @param rests how many elements of each axis lie behind the last window
 */
public record Overlap(List<Window> windows, List<Long> rests) implements Primitive {

    /** A copy of the lists. */
    public Overlap {
        windows = List.copyOf(windows);
        rests = List.copyOf(rests);
    }

    /** Windows added into the shape of what they were taken from. */
    public static Node like(Node x, List<Window> windows, Node added) {
        int leading = Windows.leading(x.shape().rank(), windows.size());
        List<Long> rests = new ArrayList<>();
        for (int i = 0; i < windows.size(); i++) {
            Window window = windows.get(i);
            Dim axis = x.shape().dim(leading + i);
            // How many lie behind the last window of an open axis is not known: all that may.
            rests.add(axis.isOpen() ? window.stride() - 1 : window.rest(axis));
        }
        Node sum = new Overlap(windows, rests).apply(added);
        for (int axis = leading; axis < x.shape().rank(); axis++) {
            if (!sum.shape().dim(axis).agrees(x.shape().dim(axis))) {
                sum = sum.slice(axis, Node.integer(0), x.size(axis), x.shape().dim(axis));
            }
        }
        return sum;
    }

    @Override
    public List<Type> infer(List<Node> in) {
        Shape shape = in.get(0).shape();
        int taken = windows.size();
        int leading = Windows.leading(shape.rank(), 2 * taken);
        List<Dim> dims = new ArrayList<>(shape.dims().subList(0, leading));
        for (int i = 0; i < taken; i++) {
            Window window = windows.get(i);
            if (shape.dim(leading + i).size() != window.size()) {
                throw new IllegalArgumentException(
                        "a window must have its size, but found "
                                + shape.dim(leading + i)
                                + " instead of "
                                + window.size());
            }
            dims.add(window.reach(shape.dim(leading + taken + i), rests.get(i)));
        }
        return List.of(new Type(new Shape(dims), in.get(0).dtype()));
    }

    @Override
    public List<Node> vjp(Call call, Node dy) {
        return List.of(dy.windows(windows, 0));
    }

    @Override
    public <R> List<R> accept(Interpreter<R> interpreter, Call call) {
        return List.of(interpreter.overlap(this, call));
    }
}
