package org.chainrule.dsl.layers;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Dim;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Shape;
import org.chainrule.dsl.graph.Window;
import org.chainrule.dsl.initializers.Initializer;
import org.chainrule.dsl.initializers.Initializers;
import org.chainrule.dsl.ops.TransposedConvolution;

/**
 * Transposed convolution along the steps of a sequence or the pixels of an image, which makes them
 * more: y = overlap(Wᵀ·x) + b. See {@link TransposedConvolution}.
 *
 * <p>Shapes along two axes: x (batch, C, height, width), y (batch, O, height′, width′). Along one:
 * x (batch, time, C), y (batch, time′, O); PyTorch's {@code ConvTranspose1d} wants (N, C, L), the
 * same turned. Parameters as PyTorch's: {@code weight} (C, O/groups, k…) and {@code bias} (O). A
 * size m becomes (m − 1)s − 2p + d(k − 1) + r + 1. By default as in PyTorch: stride 1, padding 0,
 * output padding r = 0, dilation 1, 1 group, a bias, and weights and biases that begin uniform in
 * ±1/√(O/groups·k).
 *
 * @param channels O, how many channels come out
 * @param geometry size, stride, padding and dilation of the kernel along each axis
 * @param outputPaddings r, how many elements come out behind the last window
 * @param groups how many parts the channels are cut in; must divide C and O
 * @param hasBias whether b is added
 * @param weights how the weights begin, where not by default
 */
@Teaches(
        meaning = "transposed convolution of sequences and images",
        formula = "overlap(Wᵀ·x) + b",
        rows = "F4")
public record TransposedConv(
        long channels,
        Geometry geometry,
        List<Long> outputPaddings,
        long groups,
        boolean hasBias,
        Optional<Initializer> weights)
        implements Layer {

    /** A copy of the list. */
    public TransposedConv {
        outputPaddings = List.copyOf(outputPaddings);
    }

    /**
     * A layer with this many outputs.
     *
     * @param channels how many channels come out
     * @param sizes the kernel's size along each axis: one number for sequences, two for images
     */
    public TransposedConv(long channels, long... sizes) {
        this(channels, Geometry.of(sizes), List.of(0L), 1, true, Optional.empty());
    }

    /** The same with another kernel: one number, or one for each axis. */
    public TransposedConv withKernel(long... sizes) {
        return with(geometry.withSizes(sizes));
    }

    /** The same with another stride: one number, or one for each axis. */
    public TransposedConv withStride(long... strides) {
        return with(geometry.withStrides(strides));
    }

    /** The same with so much cut from both sides: one number, or one for each axis. */
    public TransposedConv withPadding(long... paddings) {
        return with(geometry.withPaddings(paddings));
    }

    /** The same with another dilation: one number, or one for each axis. */
    public TransposedConv withDilation(long... dilations) {
        return with(geometry.withDilations(dilations));
    }

    private TransposedConv with(Geometry other) {
        return new TransposedConv(channels, other, outputPaddings, groups, hasBias, weights);
    }

    /** The same with elements behind the last window: one number, or one for each axis. */
    public TransposedConv withOutputPadding(long... paddings) {
        List<Long> rests = Geometry.list(paddings);
        return new TransposedConv(channels, geometry, rests, groups, hasBias, weights);
    }

    /** The same with channels in groups, each of which sees only its own part of the input. */
    public TransposedConv withGroups(long count) {
        return new TransposedConv(channels, geometry, outputPaddings, count, hasBias, weights);
    }

    /** The same without a bias. */
    public TransposedConv withoutBias() {
        return new TransposedConv(channels, geometry, outputPaddings, groups, false, weights);
    }

    /** The same with weights that begin in another way. */
    public TransposedConv withWeights(Initializer initializer) {
        Optional<Initializer> other = Optional.of(initializer);
        return new TransposedConv(channels, geometry, outputPaddings, groups, hasBias, other);
    }

    @Override
    public Node apply(Scope scope, Node x) {
        List<Window> windows = geometry.windows(scope);
        List<Long> rests = geometry.each(scope, "output padding", outputPaddings, 0);
        Geometry.requireAxes(scope, x, windows.size());
        Geometry.requireWhole(scope, "a transposed convolution");
        Node input = Geometry.channelsFirst(x);
        requireSizes(scope, input, windows, rests);
        Dim in = input.shape().dim(1);
        Conv.requireGroups(scope, groups, in.size(), channels);
        List<Dim> dims = new ArrayList<>();
        dims.add(Dim.of(in.name(), in.fixed()));
        dims.add(Dim.of(in.name(), channels / groups));
        windows.forEach(window -> dims.add(Dim.of("kernel", window.size())));
        long inputs = dims.stream().skip(1).mapToLong(Dim::size).reduce(1, Math::multiplyExact);
        Initializer byInputs = Initializers.uniformByInputs(inputs);
        List<Node> given = new ArrayList<>();
        given.add(input);
        given.add(scope.parameter("weight", weights.orElse(byInputs), dims.toArray(Dim[]::new)));
        if (hasBias) {
            given.add(scope.parameter("bias", byInputs, Dim.of(in.name(), channels)));
        }
        Node y =
                new TransposedConvolution(windows, rests, groups).apply(given.toArray(Node[]::new));
        return x.shape().rank() == 3 ? y.transpose(1, 2) : y;
    }

    private static void requireSizes(Scope scope, Node x, List<Window> windows, List<Long> rests) {
        for (int i = 0; i < windows.size(); i++) {
            Window window = windows.get(i);
            long rest = rests.get(i);
            if (rest >= Math.max(window.stride(), window.dilation())) {
                throw scope.error(
                        "the output padding must be less than the stride or the dilation",
                        "but found " + rest,
                        "Use " + (Math.max(window.stride(), window.dilation()) - 1) + " or less.");
            }
            requireSize(scope, x.shape().dim(2 + i), window, rest);
        }
    }

    private static void requireSize(Scope scope, Dim axis, Window window, long rest) {
        long taken = window.span() + rest - window.before() - window.after(); // from 1 element
        if (axis.isOpen()) {
            long least = Math.floorDiv(-taken, window.stride()) + 2;
            scope.require(
                    least,
                    Shape.of(axis),
                    "what comes out must have a size of 1 or more, for which it takes "
                            + least
                            + " or more steps",
                    "Use longer sequences or less padding.");
        } else if ((axis.size() - 1) * window.stride() + taken < 1) {
            throw scope.error(
                    "what comes out must have a size of 1 or more",
                    "but found " + ((axis.size() - 1) * window.stride() + taken),
                    "Use less padding or a larger kernel.");
        }
    }

    /** The examples that are checked. */
    public static List<LayerExample> examples() {
        return List.of(
                LayerExample.of(
                        new TransposedConv(2, 3, 3)
                                .withStride(2)
                                .withPadding(1)
                                .withOutputPadding(1, 0),
                        Example.reals(2, 3, 2, 3)),
                LayerExample.of(
                        new TransposedConv(2, 2).withGroups(2).withoutBias().withDilation(2),
                        Example.reals(1, 3, 4)));
    }
}
