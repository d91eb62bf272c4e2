package org.chainrule.trainers.bench;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Parameter;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * DJL's side: a block of its own and autograd.
 *
 * <p>The upstream gradient is handed to the backward pass as it is, without a product and a sum to
 * make one number of the output; and scalars that a block makes of Java memory belong to the scope,
 * which outlives the backward pass.
 */
final class BlockPass implements Pass {
    private final Forward forward;
    private final List<Parameter> parameters;
    private final Leaves leaves;
    private final List<NDArray> inputs;
    private final NDArray upstream;

    /** What a block computes of its inputs, with weights from a store. */
    interface Forward {
        NDArray of(ParameterStore weights, NDList inputs);
    }

    /**
     * A block's passes.
     *
     * @param forward what it computes
     * @param parameters its parameters
     * @param arrays their numbers, in the same order
     * @param sample the data and the upstream gradient
     */
    BlockPass(Forward forward, List<Parameter> parameters, List<NDArray> arrays, Sample sample) {
        this.forward = forward;
        this.parameters = parameters;
        Map<Parameter, NDArray> weights = new HashMap<>();
        for (int i = 0; i < parameters.size(); i++) {
            weights.put(parameters.get(i), arrays.get(i));
        }
        leaves = new Leaves(sample.manager(), weights);
        inputs = sample.inputs();
        upstream = sample.upstream();
    }

    @Override
    public NDList run(NDManager scope) {
        return run(scope, true);
    }

    /** The same, where the inputs' gradients may be left out. */
    @SuppressWarnings("try") // the collector turns autograd on, and off again
    NDList run(NDManager scope, boolean byInputs) {
        leaves.begin(scope);
        List<NDArray> real = new ArrayList<>();
        NDList given = new NDList();
        NDArray y;
        try (GradientCollector collector = scope.getEngine().newGradientCollector()) {
            for (NDArray input : inputs) {
                if (byInputs && input.getDataType().isFloating()) {
                    NDArray x = leaves.leaf(input);
                    real.add(x);
                    given.add(x);
                } else {
                    given.add(leaves.alias(input));
                }
            }
            y = forward.of(leaves, given);
            JniUtils.backward((PtNDArray) y, (PtNDArray) upstream, false, false);
        }
        NDList results = new NDList(y);
        parameters.forEach(parameter -> results.add(leaves.gradient(parameter)));
        real.forEach(x -> results.add(x.getGradient()));
        return results;
    }

    @Override
    public void close() {
        // the sample owns the numbers
    }
}
