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
    private final Map<String, Parameter> parameters = new LinkedHashMap<>();
    private final List<State> states = new ArrayList<>();
    private final List<Span> spans = new ArrayList<>();
    private final Map<Call, String> named = new IdentityHashMap<>();
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

    /** The output. */
    public Node output() {
        return output;
    }

    /** The parameters, in the order of their declaration. */
    public List<Parameter> parameters() {
        return List.copyOf(parameters.values());
    }

    /** What is kept from call to call; empty unless the network decodes. */
    public List<State> states() {
        return List.copyOf(states);
    }

    /** The layers' places, in order; a layer that holds others comes after them. */
    public List<Span> spans() {
        return List.copyOf(spans);
    }

    /** How many steps came before the first of this call. */
    public Node position() {
        return position;
    }

    Optional<Parameter> parameter(String path) {
        return Optional.ofNullable(parameters.get(path));
    }

    void add(Parameter parameter) {
        if (parameters.putIfAbsent(parameter.path(), parameter) != null) {
            throw new IllegalStateException("two parameters are named " + parameter.path());
        }
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

    int stateCount() {
        return states.size();
    }
}
