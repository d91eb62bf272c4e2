package org.chainrule.dsl.layers;

import java.util.List;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Dim;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Window;

/**
 * The greatest number of each window of a sequence or an image. See {@link
 * org.chainrule.dsl.ops.MaxPool}.
 *
 * <p>Shapes along two axes: x (batch, C, height, width), y (batch, C, height′, width′); along one:
 * x (batch, time, C), y (batch, time′, C), where PyTorch's {@code MaxPool1d} wants (N, C, L). By
 * default as in PyTorch: the stride is the window's size, so that windows lie side by side; no
 * padding, dilation 1, and windows that would reach beyond the padding are left out.
 *
 * @param geometry size, stride, padding and dilation of the windows along each axis
 * @param isCovering whether windows may reach beyond the padding
 */
@Teaches(meaning = "greatest number of each window", formula = "max(windows(x))", rows = "F5")
public record MaxPool(Geometry geometry, boolean isCovering) implements Layer {

    /**
     * Windows side by side.
     *
     * @param sizes their size along each axis: one number for sequences, two for images
     */
    public MaxPool(long... sizes) {
        this(Geometry.of(sizes).withStrides(sizes), false);
    }

    /** The same with another stride: one number, or one for each axis. */
    public MaxPool withStride(long... strides) {
        return new MaxPool(geometry.withStrides(strides), isCovering);
    }

    /** The same with padding on both sides: one number, or one for each axis. */
    public MaxPool withPadding(long... paddings) {
        return new MaxPool(geometry.withPaddings(paddings), isCovering);
    }

    /** The same with another dilation: one number, or one for each axis. */
    public MaxPool withDilation(long... dilations) {
        return new MaxPool(geometry.withDilations(dilations), isCovering);
    }

    /** The same with a last window that reaches beyond the axis; PyTorch's {@code ceil_mode}. */
    public MaxPool withCeilMode() {
        return new MaxPool(geometry, true);
    }

    @Override
    public Node apply(Scope scope, Node x) {
        List<Window> windows = windows(scope, geometry, isCovering, x);
        Node y =
                new org.chainrule.dsl.ops.MaxPool(windows, isCovering)
                        .apply(Geometry.channelsFirst(x));
        return x.shape().rank() == 3 ? y.transpose(1, 2) : y;
    }

    /** The windows of a pooling, where all is as it must be. */
    static List<Window> windows(Scope scope, Geometry geometry, boolean isCovering, Node x) {
        List<Window> windows = geometry.windows(scope);
        Geometry.requireFit(scope, x, windows);
        Geometry.requireWhole(scope, "a pooling");
        for (Window window : windows) {
            if (2 * window.before() > window.size()) {
                throw scope.error(
                        "the padding must be at most half the window",
                        "but " + window.before() + " is more than half of " + window.size(),
                        "Use " + window.size() / 2 + " or less.");
            }
        }
        Dim last = x.shape().dim(windows.size() == 1 ? 1 : -1);
        if (isCovering && last.isOpen()) {
            throw scope.error(
                    "a last window that reaches beyond the axis needs a fixed size",
                    "but " + last + " is open",
                    "Leave the ceil mode out.");
        }
        return windows;
    }

    /** The examples that are checked. */
    public static List<LayerExample> examples() {
        return List.of(
                LayerExample.of(new MaxPool(2, 2), Example.reals(2, 1, 5, 4)),
                LayerExample.of(
                        new MaxPool(3, 2).withStride(2, 1).withPadding(1, 0).withCeilMode(),
                        Example.reals(1, 2, 4, 3)),
                LayerExample.of(new MaxPool(2).withDilation(2), Example.reals(1, 7, 2)));
    }
}
