package org.chainrule.dsl.losses;

import java.util.List;
import java.util.Optional;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.layers.Layer;

/**
 * A loss on an output and a target, with the numbers that may be drawn for them: what {@code
 * chainrule check} runs. A loss of the library declares {@code public static List<LossExample>
 * examples()}.
 *
 * @param loss the loss
 * @param layers the layers that make the output, where weights play a part; else none
 * @param output the numbers that the output may hold, or the input of the layers
 * @param target the numbers that the target may hold, where there is one
 */
public record LossExample(
        Loss loss, List<Layer> layers, Example.Domain output, Optional<Example.Domain> target) {

    /** A copy of the layers. */
    public LossExample {
        layers = List.copyOf(layers);
    }

    /** A loss with a target. */
    public LossExample(Loss loss, Example.Domain output, Example.Domain target) {
        this(loss, List.of(), output, Optional.of(target));
    }

    /** A loss without a target. */
    public LossExample(Loss loss, Example.Domain output) {
        this(loss, List.of(), output, Optional.empty());
    }

    /** The same behind a layer, which makes the output. */
    public LossExample behind(Layer layer) {
        return new LossExample(loss, List.of(layer), output, target);
    }
}
