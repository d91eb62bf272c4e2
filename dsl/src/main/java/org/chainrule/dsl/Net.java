package org.chainrule.dsl;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import org.chainrule.dsl.check.GradientCheck;
import org.chainrule.dsl.derivation.Derivation;
import org.chainrule.dsl.djl.GraphBlock;
import org.chainrule.dsl.djl.Native;
import org.chainrule.dsl.eval.NumericArray;
import org.chainrule.dsl.graph.DType;
import org.chainrule.dsl.graph.Dim;
import org.chainrule.dsl.graph.Shape;
import org.chainrule.dsl.graph.Type;
import org.chainrule.dsl.graph.Variable;
import org.chainrule.dsl.layers.Buffer;
import org.chainrule.dsl.layers.Declaration;
import org.chainrule.dsl.layers.Layer;
import org.chainrule.dsl.layers.Mode;
import org.chainrule.dsl.layers.Network;
import org.chainrule.dsl.layers.Parameter;
import org.chainrule.dsl.ledger.Ledger;
import org.chainrule.dsl.losses.Loss;

/**
 * A network: an input and the layers that it goes through. It is an immutable value; each step of
 * the language gives a new one, and what a stage can't take does not compile.
 *
 * <pre>{@code
 * var net = Net.features(4).dense(16).relu().dense(3);
 * System.out.println(net.summary());
 * }</pre>
 *
 * <p>A network that does not fit fails where it is declared, with the path of the layer.
 */
public abstract sealed class Net implements Network permits TokenNet, Stage {
    private final Place place;
    private final List<Layer> layers;
    private final Declaration declared;

    Net(Place place, List<Layer> layers) {
        this.place = place;
        this.layers = List.copyOf(layers);
        this.declared = declare(Mode.TRAINING);
    }

    /** Sequences of tokens, (batch, time) whole numbers, at most {@code context} at a time. */
    public static TokenNet tokens(long context) {
        Type type = new Type(Shape.of(Dim.BATCH, Dim.TIME), DType.INT);
        return new TokenNet(Place.top(new Variable("tokens", type, Variable.Role.INPUT)), context);
    }

    /** Rows of a table, (batch, width). */
    public static FeatureNet features(long width) {
        return new FeatureNet(input("features", Dim.BATCH, Dim.of("width", width)), List.of());
    }

    /** Sequences of vectors, (batch, time, width). */
    public static SequenceNet sequence(long width) {
        Place sequence = input("sequence", Dim.BATCH, Dim.TIME, Dim.of("width", width));
        return new SequenceNet(sequence, List.of(), Dim.OPEN);
    }

    /** Images, (batch, channels, height, width). */
    public static ImageNet image(long channels, long height, long width) {
        return new ImageNet(
                input(
                        "image",
                        Dim.BATCH,
                        Dim.of("channel", channels),
                        Dim.of("height", height),
                        Dim.of("width", width)),
                List.of());
    }

    private static Place input(String name, Dim... dims) {
        Type type = new Type(Shape.of(dims), DType.FLOAT);
        return Place.top(new Variable(name, type, Variable.Role.INPUT));
    }

    @Override
    public Variable input() {
        return place.input();
    }

    @Override
    public List<Variable> inputs() {
        return declared.inputs().stream().map(node -> (Variable) node.call().op()).toList();
    }

    /** The layers, in order; in the body of a residual or of a repeat, those of the body. */
    public List<Layer> layers() {
        return layers;
    }

    /** The shape of the output. */
    public Shape output() {
        return declared.output().shape();
    }

    @Override
    public List<Parameter> parameters() {
        return declared.parameters();
    }

    @Override
    public List<Buffer> buffers() {
        return declared.buffers();
    }

    /** How many numbers are learned. */
    public long parameterCount() {
        return parameters().stream().mapToLong(p -> p.shape().elements()).sum();
    }

    @Override
    public Declaration declare(Mode mode) {
        return new Declaration(mode, input().apply(), place.around().apply(layers));
    }

    /**
     * The network as an ordinary DJL block on the CPU, with parameters drawn from seed 0; see
     * {@link GraphBlock} for other choices.
     */
    public GraphBlock block() {
        return new GraphBlock(this, 0, Device.cpu());
    }

    /**
     * The gradient of a loss by all parameters, derived by hand step by step; see {@link
     * Derivation}.
     */
    public Derivation derive(Loss loss) {
        return new Derivation(this, loss);
    }

    /**
     * The gradients of a loss by every parameter on a batch: by hand beside autograd's and those
     * from central differences; see {@link GradientCheck} for other choices.
     *
     * @param loss the loss
     * @param x the batch
     * @param y its targets
     */
    public Ledger checkGradients(Loss loss, NumericArray x, NumericArray y) {
        return new GradientCheck().of(this, loss, x, y);
    }

    /** The same for a network with several {@link #inputs()}, in their order. */
    public Ledger checkGradients(Loss loss, List<NumericArray> xs, NumericArray y) {
        return new GradientCheck().of(this, loss, xs, y);
    }

    /** The same for a loss without a target. */
    public Ledger checkGradients(Loss loss, NumericArray x) {
        return new GradientCheck().of(this, loss, x);
    }

    /** The same on arrays of DJL. */
    public Ledger checkGradients(Loss loss, NDArray x, NDArray y) {
        return checkGradients(loss, Native.numbers(x), Native.numbers(y));
    }

    /** A table of the layers: path, output shape, parameters, share of the FLOPs. */
    public String summary() {
        return Summary.of(this);
    }

    Place place() {
        return place;
    }

    List<Layer> and(Layer layer) {
        List<Layer> longer = new ArrayList<>(layers);
        longer.add(layer);
        return longer;
    }

    @Override
    public String toString() {
        return input().name() + " " + input().type().shape() + " → " + output();
    }
}
