package org.chainrule.trainers;

import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.chainrule.datasets.LineData;
import org.chainrule.datasets.NextCharacters;
import org.chainrule.datasets.Shuffle;
import org.chainrule.dsl.djl.Native;

/**
 * Short contexts of lines, tokens (B, T), and the token that follows each, classes (B): what a
 * bigram model or a {@code CharacterMlp} learns. Training examples are shuffled anew in each epoch.
 */
final class NextCharacterBatches implements Batches {
    private final String name;
    private final NextCharacters training;
    private final NextCharacters validation;
    private final Shuffle order;

    NextCharacterBatches(LineData data, int context) {
        name = data.name();
        training = data.training(context);
        validation = data.validation(context);
        order = new Shuffle(training.targets().length);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String fingerprint() {
        return name + "#" + Integer.toHexString(Arrays.hashCode(training.inputs()));
    }

    @Override
    public Batch training(NDManager scope, int size, long seed, long step) {
        return batch(scope, training, order.batch(size, seed, step));
    }

    @Override
    public int validationCount(int size) {
        return (validation.targets().length + size - 1) / size;
    }

    @Override
    public Batch validation(NDManager scope, int size, int index) {
        int from = index * size;
        int to = Math.min(validation.targets().length, from + size);
        return batch(scope, validation, IntStream.range(from, to).toArray());
    }

    private static Batch batch(NDManager scope, NextCharacters examples, int... rows) {
        int time = examples.context();
        long[] inputs = new long[rows.length * time]; // (B, T)
        long[] targets = new long[rows.length]; // (B)
        for (int b = 0; b < rows.length; b++) {
            System.arraycopy(examples.inputs(), rows[b] * time, inputs, b * time, time);
            targets[b] = examples.targets()[rows[b]];
        }
        return new Batch(
                Native.copy(scope, inputs, rows.length, time),
                Native.copy(scope, targets, rows.length),
                rows.length);
    }
}
