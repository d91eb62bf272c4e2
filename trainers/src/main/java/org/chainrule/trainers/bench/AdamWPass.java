package org.chainrule.trainers.bench;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.nn.Parameter;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.training.loss.Loss;
import ai.djl.training.loss.SoftmaxCrossEntropyLoss;
import ai.djl.training.optimizer.AdamW;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import java.util.List;

/**
 * DJL's side of a whole step with AdamW on cross-entropy, of dense layers one on the other. See
 * {@link DjlWeight} for what DJL's ε means.
 */
final class AdamWPass implements Pass {
    static final double RATE = 1e-5; // so that thousands of steps on one row stay ordinary

    private final List<NDArray> weights;
    private final BlockPass gradients;
    private final Optimizer optimizer =
            AdamW.builder().optLearningRateTracker(Tracker.fixed((float) RATE)).build();

    AdamWPass(int layers, int width, Sample sample) {
        SequentialBlock block = new SequentialBlock();
        for (int i = 0; i < layers; i++) {
            block.add(Linear.builder().setUnits(width).build());
        }
        NDManager manager = sample.manager();
        block.initialize(manager, DataType.FLOAT32, sample.inputs().get(0).getShape());
        List<Parameter> parameters = List.copyOf(block.getParameters().values());
        weights = sample.parameters().stream().map(NDArray::duplicate).toList();
        Loss loss = new SoftmaxCrossEntropyLoss();
        gradients =
                new BlockPass(
                        (store, inputs) -> {
                            NDList scores = block.forward(store, new NDList(inputs.get(0)), true);
                            return loss.evaluate(new NDList(inputs.get(1)), scores);
                        },
                        parameters,
                        weights,
                        sample);
    }

    @Override
    public NDList run(NDManager scope) {
        NDList found = gradients.run(scope, false);
        for (int i = 0; i < weights.size(); i++) {
            optimizer.update("weight" + i, weights.get(i), found.get(i + 1));
        }
        found.head().getFloat(); // a training loop reads the loss, and so does Chainrule's step
        return new NDList(weights);
    }

    @Override
    public void close() {
        gradients.close();
    }
}
