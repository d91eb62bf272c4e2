package org.chainrule.dsl.layers;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Variable;

/**
 * A layer on an input of fixed shape, with the numbers that may be drawn for it: what {@code
 * chainrule check} runs. A layer of the library declares {@code public static List<LayerExample>
 * examples()}.
 *
 * @param layers the layer, after those that it needs before it
 * @param domain the numbers that the input may hold
 * @param others the numbers that each input which the layer asks for may hold, by name
 */
public record LayerExample(
        List<Layer> layers, Example.Domain domain, Map<String, Example.Domain> others)
        implements Network {

    /** Copies of the collections. */
    public LayerExample {
        layers = List.copyOf(layers);
        others = Map.copyOf(others);
    }

    /** Layers with one input. */
    public LayerExample(List<Layer> layers, Example.Domain domain) {
        this(layers, domain, Map.of());
    }

    /** A layer that needs no other. */
    public static LayerExample of(Layer layer, Example.Domain domain) {
        return new LayerExample(List.of(layer), domain);
    }

    /** The same with the numbers of an input that the layer asks for. */
    public LayerExample with(String input, Example.Domain other) {
        Map<String, Example.Domain> more = new LinkedHashMap<>(others);
        more.put(input, other);
        return new LayerExample(layers, domain, more);
    }

    /** The numbers that an input may hold. */
    public Example.Domain domain(Variable input) {
        return input.equals(input()) ? domain : others.get(input.name());
    }

    @Override
    public Variable input() {
        return new Variable("x", domain.type(), Variable.Role.INPUT);
    }

    @Override
    public Declaration declare(Mode mode) {
        return new Declaration(mode, input().apply(), layers);
    }

    @Override
    public List<Variable> inputs() {
        return declare(Mode.TRAINING).inputs().stream()
                .map(node -> (Variable) node.call().op())
                .toList();
    }

    @Override
    public List<Parameter> parameters() {
        return declare(Mode.TRAINING).parameters();
    }

    @Override
    public List<Buffer> buffers() {
        return declare(Mode.TRAINING).buffers();
    }
}
