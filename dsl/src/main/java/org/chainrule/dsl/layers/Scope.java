package org.chainrule.dsl.layers;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.graph.DType;
import org.chainrule.dsl.graph.Dim;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Shape;
import org.chainrule.dsl.graph.Type;
import org.chainrule.dsl.graph.Variable;
import org.chainrule.dsl.initializers.Initializer;

/** A layer's place in the network that is being declared: its path, and what it may ask for. */
public final class Scope {
    private final Declaration declaration;
    private final String path;
    private final Set<String> names = new HashSet<>();
    private final List<Parameter> own = new ArrayList<>();
    private final List<Buffer> ownBuffers = new ArrayList<>();
    private Optional<Freezing> freezing = Optional.empty();

    Scope(Declaration declaration, String path) {
        this.declaration = declaration;
        this.path = path;
    }

    /** The layer's path, such as {@code block[2].causalAttention}. */
    public String path() {
        return path;
    }

    /** Whether the network is declared for training. */
    public boolean isTraining() {
        return declaration.mode() == Mode.TRAINING;
    }

    /** Whether the network is declared for making text, a few steps at a time. */
    public boolean isDecoding() {
        return declaration.mode() == Mode.DECODING;
    }

    /** How many time steps came before the first of the input; 0 unless the network decodes. */
    public Node position() {
        return declaration.position();
    }

    /**
     * Declares a parameter of this layer. Within a {@link Frozen} or a {@link Lora} it does not
     * learn: it is then kept as a buffer under the same path.
     *
     * @param name its name within the layer: {@code weight}
     * @param initializer how it begins
     * @param dims its axes, all of fixed size
     */
    public Node parameter(String name, Initializer initializer, Dim... dims) {
        return freezing.isPresent()
                ? buffer(name, initializer, dims)
                : learned(name, initializer, dims).node();
    }

    /** Declares a parameter that is learned even where others do not. */
    Parameter learned(String name, Initializer initializer, Dim... dims) {
        Variable variable = variable(name, Variable.Role.PARAMETER, "parameters", dims);
        Parameter parameter = new Parameter(variable, variable.apply(), initializer);
        declaration.add(parameter);
        own.add(parameter);
        return parameter;
    }

    /**
     * Declares a buffer of this layer: numbers that are kept and saved like parameters, but not
     * learned. {@link #update} says how a training step changes it.
     *
     * <pre>{@code
     * record Centred() implements Layer {
     *     public Node apply(Scope scope, Node x) {
     *         Node mean = scope.buffer("mean", Initializers.zeros(), x.shape().dim(-1));
     *         scope.update(mean, mean.times(0.9).plus(x.mean(0).times(0.1)));
     *         return x.minus(mean);
     *     }
     * }
     * var net = Net.features(4).then(new Centred()).dense(2);
     * }</pre>
     *
     * @param name its name within the layer: {@code running_mean}
     * @param initializer how it begins
     * @param dims its axes, all of fixed size
     */
    public Node buffer(String name, Initializer initializer, Dim... dims) {
        Variable variable = variable(name, Variable.Role.BUFFER, "buffers", dims);
        Node node = variable.apply();
        Buffer buffer = new Buffer(variable, node, initializer, node);
        declaration.add(buffer);
        ownBuffers.add(buffer);
        return node;
    }

    private Variable variable(String name, Variable.Role role, String what, Dim... dims) {
        Shape shape = Shape.of(dims);
        if (shape.elements() == Dim.OPEN) {
            throw error(
                    what + " must have a fixed shape",
                    "but " + name + " has " + shape,
                    "Apply the layer to an input with fixed axes.");
        }
        return new Variable(join(path, name), new Type(shape, DType.FLOAT), role);
    }

    /**
     * Says what a buffer becomes after a training step. All buffers change together, when the step
     * has computed everything else; without this, or outside of training, a buffer stays.
     *
     * @param buffer what {@link #buffer} gave
     * @param after its new value, of the same shape
     */
    public void update(Node buffer, Node after) {
        Buffer declared =
                declaration
                        .buffer(buffer)
                        .orElseThrow(
                                () ->
                                        error(
                                                "only a buffer of the network can be updated",
                                                "but found " + buffer,
                                                "Declare it with scope.buffer."));
        if (!after.shape().agrees(buffer.shape())) {
            throw error(
                    "a buffer must keep its shape",
                    "but " + declared.path() + " " + buffer.shape() + " becomes " + after.shape(),
                    "Reduce the new value to that shape.");
        }
        if (isTraining()) {
            declaration.replace(declared.becoming(after));
        }
    }

    /**
     * Asks something of the sizes of a batch, which are known only when the network is called; a
     * call with fewer elements fails with this layer's path.
     *
     * @param least how many elements the axes must hold together
     * @param counted the axes
     * @param mustHold the same in words, such as {@code a batch must hold 2 or more rows}
     * @param mend what to do where they hold fewer
     */
    public void require(long least, Shape counted, String mustHold, String mend) {
        declaration.add(new Requirement(place(), counted, least, mustHold, mend));
    }

    /**
     * Asks for one more input of the network: the memory that a decoder attends to, a mask, the
     * edges of a graph. Layers that ask for the same name share one input.
     *
     * <pre>{@code
     * record Conditioned() implements Layer {
     *     public Node apply(Scope scope, Node x) {
     *         return x.plus(scope.input("condition", x.type()));
     *     }
     * }
     * var net = Net.features(4).then(new Conditioned()).dense(2);
     * net.inputs(); // features, condition
     * }</pre>
     *
     * @param name its name, the same wherever the input is meant
     * @param type its shape and kind of number
     */
    public Node input(String name, Type type) {
        Node input = declaration.input(new Variable(name, type, Variable.Role.INPUT));
        if (!input.type().equals(type)) {
            throw error(
                    "an input must have one shape wherever it is asked for",
                    "but " + name + " is " + inWords(input.type()) + " and here " + inWords(type),
                    "Give one of them another name.");
        }
        return input;
    }

    private static String inWords(Type type) {
        return type.shape() + (type.dtype() == DType.FLOAT ? "" : " of whole numbers");
    }

    /**
     * What a product with a weight of this layer becomes where the weight is adapted, as within a
     * {@link Lora}; elsewhere the product itself.
     *
     * @param weight the weight (out, in)
     * @param x what it is multiplied with, (…, in)
     * @param product x·Wᵀ (…, out), with a bias or without
     */
    public Node adapted(Node weight, Node x, Node product) {
        return freezing.map(f -> f.adapted(this, weight, x, product)).orElse(product);
    }

    /** A parameter that an earlier layer declared, to be used here too. */
    public Node shared(String parameterPath) {
        return declaration
                .stored(parameterPath)
                .orElseThrow(
                        () ->
                                error(
                                        "a shared parameter must be declared by an earlier layer",
                                        "but there is no " + parameterPath,
                                        "Add that layer first; so far there are "
                                                + declaration.stored().stream()
                                                        .map(Stored::path)
                                                        .toList()
                                                + "."))
                .node();
    }

    /**
     * All that came along an axis up to now: {@code x} itself, or when the network decodes, {@code
     * x} after what earlier calls brought.
     *
     * @param x what is new
     * @param axis the axis of time
     */
    public Node remember(Node x, int axis) {
        if (!isDecoding()) {
            return x;
        }
        int place = x.shape().axis(axis);
        Shape past = x.shape().with(place, Dim.open("past"));
        Node before =
                new Variable(
                                declaration.stateName(),
                                new Type(past, x.dtype()),
                                Variable.Role.STATE)
                        .apply();
        Node after = Node.concat(place, List.of(before, x));
        declaration.add(new State(before, after));
        return after;
    }

    /**
     * What the last call left behind with {@link #keep}: a hidden state. The first call of a stream
     * finds zeros, and so does every call of a network that does not decode.
     *
     * <pre>{@code
     * record Smooth() implements Layer {
     *     public Node apply(Scope scope, Node x) {
     *         Node first = x.slice(1, Node.integer(0), Node.integer(1), Dim.of("", 1));
     *         Node before = scope.recall(Node.constant(0).expandLike(first));
     *         Node last = x.slice(1, x.size(1).minus(Node.integer(1)), Node.integer(1), Dim.of("", 1));
     *         scope.keep(before, last);
     *         return x.plus(before);
     *     }
     * }
     * var net = Net.sequence(4).then(new Smooth());
     * }</pre>
     *
     * @param zeros zeros of the state's type
     */
    public Node recall(Node zeros) {
        return isDecoding()
                ? new Variable(declaration.stateName(), zeros.type(), Variable.Role.STATE).apply()
                : zeros;
    }

    /**
     * Says what the next call of a stream will {@link #recall}.
     *
     * @param before what recall gave
     * @param after what it becomes, of the same shape
     */
    public void keep(Node before, Node after) {
        if (!after.shape().agrees(before.shape())) {
            throw error(
                    "a state must keep its shape",
                    "but " + before.shape() + " becomes " + after.shape(),
                    "Keep what the next call needs, and no more.");
        }
        if (isDecoding()) {
            declaration.add(new State(before, after));
        }
    }

    /** Applies a layer within this one; a layer without a name declares in this scope. */
    public Node run(Layer layer, Node x) {
        if (layer.name().isEmpty()) {
            return declare(layer, x);
        }
        Scope inner = within(unique(layer.name()));
        Node y = inner.declare(layer, x);
        declaration.add(
                new Span(
                        inner.path,
                        layer.name(),
                        x,
                        y,
                        List.copyOf(inner.own),
                        List.copyOf(inner.ownBuffers)));
        return y;
    }

    /** Makes a node what layers get that ask for an input of this name from here on. */
    void provide(String name, Node node) {
        declaration.provide(name, node);
    }

    /** Notes what adapts a weight. */
    void add(Adapter adapter) {
        declaration.add(adapter);
    }

    /** Applies layers in order, with weights that do not learn. */
    Node frozen(Freezing how, List<Layer> layers, Node x) {
        Optional<Freezing> outside = freezing;
        freezing = Optional.of(how);
        Node y = sequence(layers, x);
        freezing = outside;
        return y;
    }

    /** Applies layers in order. */
    public Node sequence(List<Layer> layers, Node x) {
        Node y = x;
        for (Layer layer : layers) {
            y = run(layer, y);
        }
        return y;
    }

    /**
     * Gives the step that yields a node a place of its own in derivations, for a layer that has no
     * name itself.
     */
    public Node named(String name, Node node) {
        declaration.name(node.call(), join(path, unique(name)));
        return node;
    }

    /** The scope of a part of this layer. */
    Scope within(String segment) {
        Scope inner = new Scope(declaration, join(path, segment));
        inner.freezing = freezing;
        return inner;
    }

    /** A name that no other part of this layer has: the name itself, or with a number behind it. */
    String unique(String name) {
        String found = name;
        for (int count = 2; !names.add(found); count++) {
            found = name + count;
        }
        return found;
    }

    private Node declare(Layer layer, Node x) {
        try {
            return layer.apply(this, x);
        } catch (ChainruleException e) {
            throw e;
        } catch (IllegalArgumentException e) { // an op that does not fit knows no path
            throw error(
                    "the layer must fit its input " + x.shape(),
                    "but " + e.getMessage(),
                    "Change the layer or the one before it.");
        }
    }

    /** An error of this layer; see {@link ChainruleException}. */
    public ChainruleException error(String mustHold, String found, String mend) {
        return new ChainruleException(place(), mustHold, found, mend);
    }

    private String place() {
        return path.isEmpty() ? "network" : path;
    }

    private static String join(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}
