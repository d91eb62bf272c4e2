package org.chainrule.dsl.losses;

import org.chainrule.dsl.graph.Example;

/**
 * A loss on an output and a target, with the numbers that may be drawn for them: what {@code
 * chainrule check} runs. A loss of the library declares {@code public static List<LossExample>
 * examples()}.
 *
 * @param loss the loss
 * @param output the numbers that the output may hold
 * @param target the numbers that the target may hold
 */
public record LossExample(Loss loss, Example.Domain output, Example.Domain target) {}
