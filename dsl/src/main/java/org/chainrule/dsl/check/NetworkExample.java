package org.chainrule.dsl.check;

import java.util.List;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.layers.Network;
import org.chainrule.dsl.losses.Loss;

/**
 * A network with a loss and a batch that may be drawn for it: what {@code chainrule check} runs. A
 * ready model declares {@code public static List<NetworkExample> examples()}.
 *
 * @param net the network
 * @param loss its loss
 * @param inputs the numbers that each of the network's inputs may hold, in their order
 * @param target the numbers that its targets may hold
 */
public record NetworkExample(
        Network net, Loss loss, List<Example.Domain> inputs, Example.Domain target) {

    /** A copy of the list. */
    public NetworkExample {
        inputs = List.copyOf(inputs);
    }

    /** A network with one input. */
    public NetworkExample(Network net, Loss loss, Example.Domain input, Example.Domain target) {
        this(net, loss, List.of(input), target);
    }
}
