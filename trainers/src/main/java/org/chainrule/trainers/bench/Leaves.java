package org.chainrule.trainers.bench;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import java.util.HashMap;
import java.util.Map;

/**
 * Gives a DJL block its weights: for each pass fresh aliases, so that no gradient need be zeroed or
 * added to, which is faster than DJL's own store.
 */
final class Leaves extends ParameterStore {
    private final Map<Parameter, NDArray> arrays;
    private final Map<Parameter, NDArray> leaves = new HashMap<>();
    private NDManager scope;

    Leaves(NDManager manager, Map<Parameter, NDArray> arrays) {
        super(manager, false);
        this.arrays = arrays;
        scope = manager;
    }

    /** Begins a pass whose results belong to a scope. */
    void begin(NDManager owner) {
        scope = owner;
        leaves.clear();
    }

    /** A weight or an input to differentiate by: the same memory, without a gradient yet. */
    NDArray leaf(NDArray array) {
        NDArray leaf = alias(array);
        leaf.setRequiresGradient(true);
        return leaf;
    }

    /** The same memory in the scope, which then owns all that is computed from it. */
    NDArray alias(NDArray array) {
        NDArray alias = array.stopGradient();
        alias.attach(scope);
        return alias;
    }

    @Override
    public NDArray getValue(Parameter parameter, Device device, boolean training) {
        return leaves.computeIfAbsent(parameter, key -> leaf(arrays.get(key)));
    }

    /** The gradient that this pass found. */
    NDArray gradient(Parameter parameter) {
        return leaves.get(parameter).getGradient();
    }
}
