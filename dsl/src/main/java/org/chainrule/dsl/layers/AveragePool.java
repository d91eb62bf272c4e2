package org.chainrule.dsl.layers;

import java.util.List;
import java.util.OptionalLong;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Window;

/**
 * The mean of each window of a sequence or an image. See {@link org.chainrule.dsl.ops.AveragePool}.
 *
 * <p>Shapes along two axes: x (batch, C, height, width), y (batch, C, height′, width′); along one:
 * x (batch, time, C), y (batch, time′, C), where PyTorch's {@code AvgPool1d} wants (N, C, L). By
 * default as in PyTorch: the stride is the window's size, so that windows lie side by side; no
 * padding; the mean counts the zeros of the padding; and windows that would reach beyond the
 * padding are left out.
 *
 * @param geometry size, stride and padding of the windows along each axis
 * @param isCovering whether windows may reach beyond the padding
 * @param countsPadding whether the mean counts the padding
 * @param divisor what sums are divided by, where not by a count
 */
@Teaches(meaning = "mean of each window", formula = "mean(windows(x))", rows = "F5")
public record AveragePool(
        Geometry geometry, boolean isCovering, boolean countsPadding, OptionalLong divisor)
        implements Layer {

    /**
     * Windows side by side.
     *
     * @param sizes their size along each axis: one number for sequences, two for images
     */
    public AveragePool(long... sizes) {
        this(Geometry.of(sizes).withStrides(sizes), false, true, OptionalLong.empty());
    }

    /** The same with another stride: one number, or one for each axis. */
    public AveragePool withStride(long... strides) {
        return with(geometry.withStrides(strides));
    }

    /** The same with zeros on both sides: one number, or one for each axis. */
    public AveragePool withPadding(long... paddings) {
        return with(geometry.withPaddings(paddings));
    }

    private AveragePool with(Geometry other) {
        return new AveragePool(other, isCovering, countsPadding, divisor);
    }

    /** The same with a last window that reaches beyond the axis; PyTorch's {@code ceil_mode}. */
    public AveragePool withCeilMode() {
        return new AveragePool(geometry, true, countsPadding, divisor);
    }

    /** The same with means of what is no padding; PyTorch's {@code count_include_pad=False}. */
    public AveragePool withoutCountingPadding() {
        return new AveragePool(geometry, isCovering, false, divisor);
    }

    /** The same with sums divided by this number; PyTorch's {@code divisor_override}. */
    public AveragePool withDivisor(long number) {
        return new AveragePool(geometry, isCovering, countsPadding, OptionalLong.of(number));
    }

    @Override
    public Node apply(Scope scope, Node x) {
        List<Window> windows = MaxPool.windows(scope, geometry, isCovering, x);
        if (divisor.isPresent() && divisor.getAsLong() == 0) {
            throw scope.error("the divisor must not be 0", "but found 0", "Leave it out to count.");
        }
        Node y =
                new org.chainrule.dsl.ops.AveragePool(windows, isCovering, countsPadding, divisor)
                        .apply(Geometry.channelsFirst(x));
        return x.shape().rank() == 3 ? y.transpose(1, 2) : y;
    }

    /** The examples that are checked. */
    public static List<LayerExample> examples() {
        return List.of(
                LayerExample.of(new AveragePool(2, 2), Example.reals(2, 1, 5, 4)),
                LayerExample.of(
                        new AveragePool(3, 2)
                                .withStride(2)
                                .withPadding(1)
                                .withCeilMode()
                                .withoutCountingPadding(),
                        Example.reals(1, 2, 4, 3)),
                LayerExample.of(new AveragePool(3).withDivisor(2), Example.reals(1, 7, 2)));
    }
}
