package org.chainrule.dsl.layers;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;
import org.chainrule.dsl.graph.Dim;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Shape;
import org.chainrule.dsl.graph.Window;

/**
 * How a kernel or a window moves along each axis; along two axes, each list holds one number for
 * both or one for each.
 *
 * @param sizes how many elements it takes, for each axis
 * @param strides how far it moves from one place to the next
 * @param paddings how many elements are put on each side
 * @param dilations how far apart its elements are
 */
public record Geometry(
        List<Long> sizes, List<Long> strides, List<Long> paddings, List<Long> dilations) {

    /** A copy of the lists. */
    public Geometry {
        sizes = List.copyOf(sizes);
        strides = List.copyOf(strides);
        paddings = List.copyOf(paddings);
        dilations = List.copyOf(dilations);
    }

    /** A kernel of these sizes, with a stride of 1, no padding and a dilation of 1. */
    static Geometry of(long... sizes) {
        return new Geometry(list(sizes), List.of(1L), List.of(0L), List.of(1L));
    }

    Geometry withSizes(long... each) {
        return new Geometry(list(each), strides, paddings, dilations);
    }

    Geometry withStrides(long... each) {
        return new Geometry(sizes, list(each), paddings, dilations);
    }

    Geometry withPaddings(long... each) {
        return new Geometry(sizes, strides, list(each), dilations);
    }

    Geometry withDilations(long... each) {
        return new Geometry(sizes, strides, paddings, list(each));
    }

    static List<Long> list(long... numbers) {
        return LongStream.of(numbers).boxed().toList();
    }

    /** How many axes. */
    int axes() {
        return sizes.size();
    }

    /** The windows along each axis, where all numbers are as they must be. */
    List<Window> windows(Scope scope) {
        List<Long> size = each(scope, "kernel", sizes, 1);
        List<Long> stride = each(scope, "stride", strides, 1);
        List<Long> padding = each(scope, "padding", paddings, 0);
        List<Long> dilation = each(scope, "dilation", dilations, 1);
        List<Window> windows = new ArrayList<>();
        for (int i = 0; i < axes(); i++) {
            windows.add(
                    new Window(
                            size.get(i),
                            stride.get(i),
                            padding.get(i),
                            padding.get(i),
                            dilation.get(i)));
        }
        return windows;
    }

    /** A number for each axis. */
    List<Long> each(Scope scope, String what, List<Long> numbers, long least) {
        for (long number : numbers) {
            if (number < least) {
                throw scope.error(
                        "the " + what + " must be " + least + " or more",
                        "but found " + number,
                        "Use " + Math.max(least, 1) + " or more.");
            }
        }
        if (numbers.size() == 1) {
            return Collections.nCopies(axes(), numbers.get(0));
        }
        if (numbers.size() != axes()) {
            throw scope.error(
                    "the " + what + " must be one number, or one for each axis",
                    "but found " + numbers.size() + " numbers for " + axes() + " axes",
                    "Give " + axes() + ".");
        }
        return numbers;
    }

    /**
     * Requires that x has the axes that a layer works on, (batch, time, width) or (batch, channels,
     * height, width), and that each window fits its padded axis; for an axis that is open, when the
     * network is called.
     */
    static void requireFit(Scope scope, Node x, List<Window> windows) {
        requireAxes(scope, x, windows.size());
        for (int i = 0; i < windows.size(); i++) {
            Window window = windows.get(i);
            Dim axis = x.shape().dim(windows.size() == 1 ? 1 : 2 + i);
            long padding = window.before() + window.after();
            if (axis.isOpen()) {
                scope.require(
                        window.span() - padding,
                        Shape.of(axis),
                        "the kernel must fit the padded sequence, which needs "
                                + (window.span() - padding)
                                + " or more steps",
                        "Use longer sequences, a smaller kernel or more padding.");
            } else if (axis.size() + padding < window.span()) {
                throw scope.error(
                        "the kernel must fit the padded input",
                        "but " + window.span() + " does not fit " + (axis.size() + padding),
                        "Use a smaller kernel or more padding.");
            }
        }
    }

    /**
     * Requires the axes of a sequence for a kernel along one axis, of an image for one along two.
     */
    static void requireAxes(Scope scope, Node x, int axes) {
        boolean isSequence = axes == 1 && x.shape().rank() == 3;
        boolean isImage = axes == 2 && x.shape().rank() == 4;
        if (!isSequence && !isImage) {
            throw scope.error(
                    "a layer along 1 axis needs (batch, time, width), one along 2 needs (batch,"
                            + " channels, height, width)",
                    "but found " + axes + " for " + x.shape(),
                    "Give as many sizes as there are axes to move along.");
        }
    }

    /** What has channels along axis 1: an image as it is, a sequence turned. */
    static Node channelsFirst(Node x) {
        return x.shape().rank() == 3 ? x.transpose(1, 2) : x;
    }

    /** Refuses to make text, where a step may not see the ones after it. */
    static void requireWhole(Scope scope, String what) {
        if (scope.isDecoding()) {
            throw scope.error(
                    "what makes text may not look ahead",
                    "but " + what + " sees steps after its own",
                    "Use causal layers alone.");
        }
    }
}
