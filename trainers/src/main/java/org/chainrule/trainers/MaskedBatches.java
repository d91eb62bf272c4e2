package org.chainrule.trainers;

import ai.djl.ndarray.NDManager;
import org.chainrule.datasets.MaskedBatch;
import org.chainrule.datasets.MaskedSequences;
import org.chainrule.dsl.djl.Native;

/**
 * Sequences whose targets count in part, tokens (B, T) and classes (B, T): a target that does not
 * count is −100, which {@code crossEntropy()} leaves out of the loss and of its gradient.
 */
final class MaskedBatches implements Batches {
    private static final long IGNORED = -100;

    private final MaskedSequences data;

    MaskedBatches(MaskedSequences data) {
        this.data = data;
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
        return batch(scope, data.training(size, seed, step));
    }

    @Override
    public int validationCount(int size) {
        return data.validationCount(size);
    }

    @Override
    public Batch validation(NDManager scope, int size, int index) {
        return batch(scope, data.validation(size, index));
    }

    private static Batch batch(NDManager scope, MaskedBatch masked) {
        var tokens = masked.tokens();
        long[] targets = tokens.targets().clone(); // (B, T)
        for (int i = 0; i < targets.length; i++) {
            targets[i] = masked.mask()[i] == 0 ? IGNORED : targets[i];
        }
        return new Batch(
                Native.copy(scope, tokens.inputs(), tokens.batch(), tokens.time()),
                Native.copy(scope, targets, tokens.batch(), tokens.time()),
                masked.count());
    }
}
