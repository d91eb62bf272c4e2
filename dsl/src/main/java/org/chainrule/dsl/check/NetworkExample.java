package org.chainrule.dsl.check;

import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.layers.Network;
import org.chainrule.dsl.losses.Loss;

/**
 * A network with a loss and a batch that may be drawn for it: what {@code chainrule check} runs. A
 * ready model declares {@code public static List<NetworkExample> examples()}.
 *
 * @param net the network
 * @param loss its loss
 * @param input the numbers that the batch may hold
 * @param target the numbers that its targets may hold
 */
public record NetworkExample(Network net, Loss loss, Example.Domain input, Example.Domain target) {}
