package org.chainrule.trainers.bench;

import ai.djl.Device;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import org.chainrule.dsl.djl.Learner;
import org.chainrule.dsl.djl.Weights;
import org.chainrule.dsl.layers.Network;
import org.chainrule.dsl.losses.Losses;
import org.chainrule.dsl.optimizers.Optimizers;
import org.chainrule.dsl.script.Gradients;
import org.chainrule.dsl.script.Precision;

/** Chainrule's side of a whole step with AdamW on cross-entropy: one call of a script. */
final class LearnerPass implements Pass {
    private final Weights weights;
    private final Learner learner;
    private final Sample sample;
    private int steps;

    LearnerPass(Network net, Sample sample) {
        this.sample = sample;
        weights = new Weights(net.stored(), Sample.SEED, DataType.FLOAT32, Device.cpu());
        learner =
                new Learner(
                        net,
                        Losses.crossEntropy(),
                        Optimizers.adamW(AdamWPass.RATE),
                        weights,
                        new Learner.Options(Gradients.DERIVED, Precision.FULL, 1));
    }

    @Override
    public NDList run(NDManager scope) {
        steps++;
        learner.step(
                sample.inputs().get(0),
                sample.inputs().get(1),
                steps,
                AdamWPass.RATE,
                Double.POSITIVE_INFINITY);
        return new NDList(weights.arrays().values());
    }

    @Override
    public void close() {
        learner.close();
        weights.close();
    }
}
