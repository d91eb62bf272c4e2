package org.chainrule.dsl.layers;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.DType;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Variable;

/** A network written out as a graph: the layers applied, and what they declared on the way. */
public final class Declaration {
    private final Mode mode;
    private final Node input;
    private final Map<String, Node> inputs = new LinkedHashMap<>();
    private final Map<String, Node> provided = new LinkedHashMap<>();
    private final Map<String, Parameter> parameters = new LinkedHashMap<>();
    private final Map<String, Buffer> buffers = new LinkedHashMap<>();
    private final List<Requirement> requirements = new ArrayList<>();
    private final List<State> states = new ArrayList<>();
    private final List<Adapter> adapters = new ArrayList<>();
    private final List<Span> spans = new ArrayList<>();
    private final Map<Call, String> named = new IdentityHashMap<>();
    private int stateNames;
    private final Node position;
    private final Node output;

    /**
     * Applies layers to an input.
     *
     * @param mode what for
     * @param input the input
     * @param layers the layers, in order
     */
    public Declaration(Mode mode, Node input, List<Layer> layers) {
        this.mode = mode;
        this.input = input;
        inputs.put(((Variable) input.call().op()).name(), input);
        position = mode == Mode.DECODING ? Variable.scalar("position", DType.INT) : Node.integer(0);
        output = new Scope(this, "").sequence(layers, input);
    }

    /** What for. */
    public Mode mode() {
        return mode;
    }

    /** The input. */
    public Node input() {
        return input;
    }

    /** The input, then those that layers asked for. */
    public List<Node> inputs() {
        return List.copyOf(inputs.values());
    }

    /** The output. */
    public Node output() {
        return output;
    }

    /** The parameters, in the order of their declaration. */
    public List<Parameter> parameters() {
        return List.copyOf(parameters.values());
    }

    /** The buffers, in the order of their declaration. */
    public List<Buffer> buffers() {
        return List.copyOf(buffers.values());
    }

    /** The parameters, then the buffers. */
    public List<Stored> stored() {
        List<Stored> stored = new ArrayList<>(parameters.values());
        stored.addAll(buffers.values());
        return List.copyOf(stored);
    }

    /** What the layers ask of a batch. */
    public List<Requirement> requirements() {
        return List.copyOf(requirements);
    }

    /** What is kept from call to call; empty unless the network decodes. */
    public List<State> states() {
        return List.copyOf(states);
    }

    /** What adapts weights that do not learn. */
    public List<Adapter> adapters() {
        return List.copyOf(adapters);
    }

    void add(Adapter adapter) {
        adapters.add(adapter);
    }

    /** The layers' places, in order; a layer that holds others comes after them. */
    public List<Span> spans() {
        return List.copyOf(spans);
    }

    /** How many steps came before the first of this call. */
    public Node position() {
        return position;
    }

    Optional<Stored> stored(String path) {
        return Optional.<Stored>ofNullable(parameters.get(path))
                .or(() -> Optional.ofNullable(buffers.get(path)));
    }

    void add(Parameter parameter) {
        requireNew(parameter);
        parameters.put(parameter.path(), parameter);
    }

    void add(Buffer buffer) {
        requireNew(buffer);
        buffers.put(buffer.path(), buffer);
    }

    private void requireNew(Stored stored) {
        if (parameters.containsKey(stored.path()) || buffers.containsKey(stored.path())) {
            throw new IllegalStateException("two parameters are named " + stored.path());
        }
    }

    /**
     * What a layer made under a name, or the input of that name; the one given if there is none.
     */
    Node input(Variable variable) {
        Node made = provided.get(variable.name());
        return made != null
                ? made
                : inputs.computeIfAbsent(variable.name(), name -> variable.apply());
    }

    void provide(String name, Node node) {
        provided.put(name, node);
    }

    Optional<Buffer> buffer(Node node) {
        return buffers.values().stream().filter(buffer -> buffer.node() == node).findFirst();
    }

    void replace(Buffer buffer) {
        buffers.put(buffer.path(), buffer);
    }

    void add(Requirement requirement) {
        requirements.add(requirement);
    }

    void add(State state) {
        states.add(state);
    }

    void add(Span span) {
        spans.add(span);
    }

    /** The paths of calls that a layer named itself. */
    Map<Call, String> named() {
        return named;
    }

    void name(Call call, String path) {
        named.put(call, path);
    }

    /** A name that no other state has. */
    String stateName() {
        return "state" + stateNames++;
    }
}
