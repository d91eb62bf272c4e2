package org.chainrule.dsl.djl;

import ai.djl.ndarray.NDArray;
import java.util.List;

/**
 * What a method of a {@link Program} is called with.
 *
 * @param inputs its data
 * @param parameters its weights and buffers
 * @param states what earlier calls left behind
 * @param scalars plain numbers
 */
public record Arguments(
        List<NDArray> inputs, List<NDArray> parameters, List<NDArray> states, double... scalars) {}
