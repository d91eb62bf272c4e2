package org.chainrule.dsl.layers;

import java.util.List;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Variable;

/**
 * A layer on an input of fixed shape, with the numbers that may be drawn for it: what {@code
 * chainrule check} runs. A layer of the library declares {@code public static List<LayerExample>
 * examples()}.
 *
 * @param layers the layer, after those that it needs before it
 * @param domain the numbers that the input may hold
 */
public record LayerExample(List<Layer> layers, Example.Domain domain) implements Network {

    /** A copy of the layers. */
    public LayerExample {
        layers = List.copyOf(layers);
    }

    /** A layer that needs no other. */
    public static LayerExample of(Layer layer, Example.Domain domain) {
        return new LayerExample(List.of(layer), domain);
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
    public List<Parameter> parameters() {
        return declare(Mode.TRAINING).parameters();
    }

    @Override
    public List<Buffer> buffers() {
        return declare(Mode.TRAINING).buffers();
    }
}
