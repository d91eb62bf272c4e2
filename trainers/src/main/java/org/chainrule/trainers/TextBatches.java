package org.chainrule.trainers;

import ai.djl.ndarray.NDManager;
import java.util.List;
import org.chainrule.datasets.SequentialWindows;
import org.chainrule.datasets.ShuffledWindows;
import org.chainrule.datasets.TextData;
import org.chainrule.datasets.TokenBatch;
import org.chainrule.dsl.djl.Native;

/** Windows of a text, each token's target being the next one. */
final class TextBatches implements Batches {
    private final TextData data;
    private final ShuffledWindows training;
    private final SequentialWindows validation;

    TextBatches(TextData data, int context) {
        this.data = data;
        training = data.trainingWindows(context);
        validation = data.validationWindows(context);
    }

    @Override
    public String name() {
        return data.name();
    }

    @Override
    public String fingerprint() {
        return data.fingerprint();
    }

    @Override
    public Batch training(NDManager scope, int size, long seed, long step) {
        return copy(scope, training.batch(size, seed, step));
    }

    @Override
    public int validationCount(int size) {
        return validation.batches(size).size();
    }

    @Override
    public Batch validation(NDManager scope, int size, int index) {
        List<TokenBatch> batches = validation.batches(size);
        return copy(scope, batches.get(index));
    }

    private static Batch copy(NDManager scope, TokenBatch batch) {
        return new Batch(
                Native.copy(scope, batch.inputs(), batch.batch(), batch.time()),
                Native.copy(scope, batch.targets(), batch.batch(), batch.time()),
                batch.size());
    }
}
