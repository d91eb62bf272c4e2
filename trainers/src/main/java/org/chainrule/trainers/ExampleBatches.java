package org.chainrule.trainers;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.chainrule.datasets.Examples;
import org.chainrule.datasets.Shuffle;
import org.chainrule.dsl.djl.Native;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.initializers.Seeds;

/**
 * Examples of one shape, shuffled anew in each epoch: inputs (B, shape), and classes (B) for a loss
 * of class scores or numbers (B, 1) for one that compares numbers.
 *
 * <p>A random change of an example, such as a flip of an image, is drawn anew each time that it is
 * taken for training. In validation it is the same each time, so leave it out of that part.
 *
 * <pre>{@code
 * import java.util.List;
 * import org.chainrule.datasets.ArrayExamples;
 *
 * float[] points = {0, 0, 0, 1, 1, 0, 1, 1};
 * double[] targets = {0, 1, 1, 0};
 * var xor = new ArrayExamples("xor", new long[] {2}, points, targets, List.of("even", "odd"));
 * var net = Net.features(2).dense(8).tanh().logits(2);
 * try (Run run = Training.of(net).on(ExampleBatches.of(xor, xor)).steps(500).batch(4).start()) {
 *     System.out.println(run.validationLoss());
 * }
 * }</pre>
 */
public final class ExampleBatches implements Batches {
    private final Examples training;
    private final Examples validation;
    private final Shuffle shuffle;

    private ExampleBatches(Examples training, Examples validation) {
        this.training = training;
        this.validation = validation;
        shuffle = new Shuffle(training.count());
    }

    /**
     * Trains on some examples, and is validated on others.
     *
     * @throws ChainruleException if their shapes or classes differ
     */
    public static ExampleBatches of(Examples training, Examples validation) {
        same("shape", Arrays.toString(training.shape()), Arrays.toString(validation.shape()));
        same("classes", training.classes().toString(), validation.classes().toString());
        return new ExampleBatches(training, validation);
    }

    /** Trains on the first part of a split, and is validated on the second. */
    public static ExampleBatches of(Examples.Split split) {
        return of(split.training(), split.test());
    }

    private static void same(String what, String one, String other) {
        if (!one.equals(other)) {
            throw new ChainruleException(
                    "examples",
                    "those for validation must have the %s of those for training".formatted(what),
                    "but found %s and %s".formatted(one, other),
                    "Split one set of examples.");
        }
    }

    @Override
    public String name() {
        return training.name();
    }

    @Override
    public String fingerprint() {
        return training.fingerprint();
    }

    @Override
    public Batch training(NDManager scope, int size, long seed, long step) {
        int[] chosen = shuffle.batch(size, seed, step);
        return batch(scope, training, chosen, b -> Seeds.mix(seed, step * size + b));
    }

    @Override
    public int validationCount(int size) {
        return (validation.count() + size - 1) / size;
    }

    @Override
    public Batch validation(NDManager scope, int size, int index) {
        int[] chosen = new int[Math.min(size, validation.count() - index * size)];
        Arrays.setAll(chosen, b -> index * size + b);
        return batch(scope, validation, chosen, b -> chosen[b]);
    }

    private interface Draws {
        long seed(int place);
    }

    private static Batch batch(NDManager scope, Examples examples, int[] chosen, Draws draws) {
        int size = examples.size();
        float[] inputs = new float[chosen.length * size]; // (B, shape)
        double[] targets = new double[chosen.length]; // (B)
        for (int b = 0; b < chosen.length; b++) {
            var random = new SplittableRandom(draws.seed(b));
            examples.copy(chosen[b], random, inputs, b * size);
            targets[b] = examples.target(chosen[b]);
        }
        var x = Native.copy(scope, inputs, batched(chosen.length, examples.shape()));
        var y =
                examples.classes().isEmpty()
                        ? Native.copy(
                                scope, targets, new long[] {chosen.length, 1}, DataType.FLOAT32)
                        : Native.copy(
                                scope,
                                Arrays.stream(targets).mapToLong(t -> (long) t).toArray(),
                                chosen.length);
        return new Batch(x, y, chosen.length);
    }

    private static long[] batched(int count, long... shape) {
        long[] whole = new long[shape.length + 1];
        whole[0] = count;
        System.arraycopy(shape, 0, whole, 1, shape.length);
        return whole;
    }
}
