package org.chainrule.dsl.layers;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Dim;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Window;
import org.chainrule.dsl.initializers.Initializer;
import org.chainrule.dsl.initializers.Initializers;
import org.chainrule.dsl.ops.Convolution;
import org.chainrule.dsl.ops.Pad;

/**
 * Convolution along the steps of a sequence or the pixels of an image: y = W·windows(x) + b. See
 * {@link Convolution}.
 *
 * <p>Shapes along two axes: x (batch, C, height, width), y (batch, O, height′, width′). Along one:
 * x (batch, time, C), y (batch, time′, O), as sequences are everywhere in the language; PyTorch's
 * {@code Conv1d} wants (N, C, L), the same turned. Parameters as PyTorch's: {@code weight} (O,
 * C/groups, k…) and {@code bias} (O). A size n becomes ⌊(n + 2p − d(k − 1) − 1)/s⌋ + 1. By default
 * as in PyTorch: stride 1, padding 0, dilation 1, 1 group, a bias, zeros as padding, and weights
 * and biases that begin uniform in ±1/√(C/groups·k).
 *
 * @param channels O, how many channels come out
 * @param geometry size, stride, padding and dilation of the kernel along each axis
 * @param padding how much padding there is
 * @param mode what the padding holds
 * @param groups how many parts the channels are cut in; must divide C and O
 * @param hasBias whether b is added
 * @param weights how the weights begin, where not by default
 */
@Teaches(meaning = "convolution of sequences and images", formula = "W·windows(x) + b", rows = "F4")
public record Conv(
        long channels,
        Geometry geometry,
        Padding padding,
        Pad.Mode mode,
        long groups,
        boolean hasBias,
        Optional<Initializer> weights)
        implements Layer {

    /** How much padding there is. */
    public enum Padding {
        /** As the geometry says. */
        GIVEN,
        /** So much that sizes stay; where it is odd, one more behind than before. */
        SAME,
        /** As SAME, but all before: a step sees only those up to its own. */
        CAUSAL
    }

    /**
     * A layer with this many outputs.
     *
     * @param channels how many channels come out
     * @param sizes the kernel's size along each axis: one number for sequences, two for images
     */
    public Conv(long channels, long... sizes) {
        this(
                channels,
                Geometry.of(sizes),
                Padding.GIVEN,
                Pad.Mode.ZEROS,
                1,
                true,
                Optional.empty());
    }

    /** The same with another kernel: one number, or one for each axis. */
    public Conv withKernel(long... sizes) {
        return with(geometry.withSizes(sizes), padding);
    }

    /** The same with another stride: one number, or one for each axis. */
    public Conv withStride(long... strides) {
        return with(geometry.withStrides(strides), padding);
    }

    /** The same with padding on both sides: one number, or one for each axis. */
    public Conv withPadding(long... paddings) {
        return with(geometry.withPaddings(paddings), Padding.GIVEN);
    }

    /** The same with another dilation: one number, or one for each axis. */
    public Conv withDilation(long... dilations) {
        return with(geometry.withDilations(dilations), padding);
    }

    /** The same with so much padding that sizes stay, for a stride of 1. */
    public Conv withSamePadding() {
        return with(geometry, Padding.SAME);
    }

    /** The same for sequences where a step may see only those up to its own, for a stride of 1. */
    public Conv causal() {
        return with(geometry, Padding.CAUSAL);
    }

    private Conv with(Geometry other, Padding how) {
        return new Conv(channels, other, how, mode, groups, hasBias, weights);
    }

    /** The same with something else than zeros as padding: PyTorch's {@code padding_mode}. */
    public Conv withPaddingMode(Pad.Mode other) {
        return new Conv(channels, geometry, padding, other, groups, hasBias, weights);
    }

    /** The same with channels in groups, each of which sees only its own part of the input. */
    public Conv withGroups(long count) {
        return new Conv(channels, geometry, padding, mode, count, hasBias, weights);
    }

    /** The same without a bias. */
    public Conv withoutBias() {
        return new Conv(channels, geometry, padding, mode, groups, false, weights);
    }

    /** The same with weights that begin in another way. */
    public Conv withWeights(Initializer initializer) {
        return new Conv(
                channels, geometry, padding, mode, groups, hasBias, Optional.of(initializer));
    }

    @Override
    public Node apply(Scope scope, Node x) {
        List<Window> windows = windows(scope);
        Geometry.requireFit(scope, x, windows);
        Node input = Geometry.channelsFirst(x);
        Dim in = input.shape().dim(1);
        requireGroups(scope, groups, in.size(), channels);
        List<Dim> dims = new ArrayList<>();
        dims.add(Dim.of(in.name(), channels));
        dims.add(Dim.of(in.name(), in.fixed() / groups));
        windows.forEach(window -> dims.add(Dim.of("kernel", window.size())));
        long inputs = dims.stream().skip(1).mapToLong(Dim::size).reduce(1, Math::multiplyExact);
        Initializer byInputs = Initializers.uniformByInputs(inputs);
        Node w = scope.parameter("weight", weights.orElse(byInputs), dims.toArray(Dim[]::new));
        List<Node> given = new ArrayList<>(List.of(padded(scope, input, windows), w));
        if (hasBias) {
            given.add(scope.parameter("bias", byInputs, dims.get(0)));
        }
        boolean isPadded = isPaddedApart(windows);
        List<Window> bare =
                windows.stream().map(each -> isPadded ? each.withPadding(0) : each).toList();
        Node y = new Convolution(bare, groups).apply(given.toArray(Node[]::new));
        return x.shape().rank() == 3 ? y.transpose(1, 2) : y;
    }

    private List<Window> windows(Scope scope) {
        List<Window> given = geometry.windows(scope);
        if (padding == Padding.GIVEN) {
            return given;
        }
        if (given.stream().anyMatch(window -> window.stride() != 1)) {
            throw scope.error(
                    "padding that keeps sizes needs a stride of 1",
                    "but found " + geometry.strides(),
                    "Give the padding as a number.");
        }
        if (padding == Padding.CAUSAL && given.size() != 1) {
            throw scope.error(
                    "a causal kernel must move along time alone",
                    "but found " + given.size() + " axes",
                    "Use withSamePadding for images.");
        }
        return given.stream().map(this::keepingSizes).toList();
    }

    private Window keepingSizes(Window window) {
        long whole = window.span() - 1;
        long before = padding == Padding.CAUSAL ? whole : whole / 2;
        return window.withPadding(before, whole - before);
    }

    static void requireGroups(Scope scope, long groups, long in, long out) {
        if (out < 1) {
            throw scope.error(
                    "there must be 1 or more channels", "but found " + out, "Use 16 or 32.");
        }
        if (groups < 1 || in % groups != 0 || out % groups != 0) {
            long odd = groups >= 1 && in % groups == 0 ? out : in;
            throw scope.error(
                    "groups must divide the channels",
                    "but " + groups + " does not divide " + odd,
                    "Change the groups or the channels.");
        }
    }

    /** Whether the padding is a step of its own: libtorch's kernels take even zeros alone. */
    private boolean isPaddedApart(List<Window> windows) {
        return mode != Pad.Mode.ZEROS || !windows.stream().allMatch(Window::isEven);
    }

    /** The input with its padding, where that is a step of its own. */
    private Node padded(Scope scope, Node x, List<Window> windows) {
        if (padding == Padding.CAUSAL && scope.isDecoding()) {
            return withPast(scope, x, windows.get(0));
        }
        boolean seesOneStep = windows.size() == 1 && windows.get(0).span() == 1;
        if (!seesOneStep) {
            requireCausal(scope);
        }
        Node padded = x;
        if (isPaddedApart(windows)) {
            for (int i = 0; i < windows.size(); i++) {
                padded = padded(padded, 2 + i, windows.get(i));
            }
        }
        return padded;
    }

    private void requireCausal(Scope scope) {
        if (padding != Padding.CAUSAL) {
            Geometry.requireWhole(scope, "a convolution that is not causal");
        }
    }

    private Node padded(Node x, int axis, Window window) {
        return window.before() + window.after() == 0
                ? x
                : new Pad(axis, window.before(), window.after(), mode).apply(x);
    }

    /** The new steps, after as many of those before them as a window reaches back. */
    private Node withPast(Scope scope, Node x, Window window) {
        Node all = scope.remember(x, -1);
        Node start = all.size(-1).minus(x.size(-1));
        Node length = x.size(-1).plus(Node.integer(window.before()));
        Dim dim = x.shape().dim(-1).plus(window.before());
        return padded(all, 2, window).slice(-1, start, length, dim);
    }

    /** The examples that are checked. */
    public static List<LayerExample> examples() {
        return List.of(
                LayerExample.of(new Conv(2, 3, 2).withPadding(1), Example.reals(2, 3, 4, 5)),
                LayerExample.of(
                        new Conv(4, 3, 3).withGroups(2).withSamePadding(),
                        Example.reals(1, 2, 3, 3)),
                LayerExample.of(
                        new Conv(2, 2, 2).withPaddingMode(Pad.Mode.REFLECT).withPadding(1, 0),
                        Example.reals(1, 1, 3, 3)),
                LayerExample.of(
                        new Conv(3, 2).withDilation(2).withoutBias().causal(),
                        Example.reals(2, 5, 2)));
    }
}
