package org.chainrule.trainers;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.util.Arrays;
import org.chainrule.datasets.Shuffle;
import org.chainrule.datasets.tables.ClassTarget;
import org.chainrule.datasets.tables.TableEncoding;
import org.chainrule.datasets.tables.TableRows;
import org.chainrule.datasets.tables.TableSplit;
import org.chainrule.dsl.djl.Native;

/**
 * Rows of a table, shuffled anew in each epoch: classes (B) for a loss of class scores, numbers (B,
 * 1) for one that compares numbers.
 *
 * <pre>{@code
 * import java.nio.file.Path;
 * import org.chainrule.datasets.tables.TableData;
 * import org.chainrule.datasets.tables.TableSplit;
 *
 * TableSplit split = TableData.read(Path.of("flowers.csv")).target("species").split(0.2, 1);
 * int classes = split.encoding().classes().classes();
 * var net = Net.features(split.encoding().width()).dense(16).relu().logits(classes);
 * try (Run run = Training.of(net).on(TableBatches.of(split)).steps(500).start()) {
 *     System.out.println(run.validationLoss());
 * }
 * }</pre>
 */
public final class TableBatches implements Batches {
    private final String name;
    private final boolean hasClasses;
    private final int width;
    private final Part training;
    private final Part validation;
    private final Shuffle shuffle;

    /** Rows with their targets, row-major. */
    private record Part(int count, double[] features, double[] targets) {
        static Part of(TableRows rows) {
            return new Part(rows.count(), rows.features().values(), rows.targets().values());
        }
    }

    private TableBatches(String name, TableEncoding encoding, TableRows fit, TableRows held) {
        this.name = name;
        hasClasses = encoding.target() instanceof ClassTarget;
        width = encoding.width();
        training = Part.of(fit);
        validation = Part.of(held);
        shuffle = new Shuffle(fit.count());
    }

    /** Trains on the first part of a split, and is validated on the second. */
    public static TableBatches of(TableSplit split) {
        return new TableBatches(
                split.training().name(), split.encoding(), split.trainingRows(), split.testRows());
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String fingerprint() {
        int hash = 31 * Arrays.hashCode(training.features) + Arrays.hashCode(training.targets);
        return name + "#" + Integer.toHexString(hash);
    }

    @Override
    public Batch training(NDManager scope, int size, long seed, long step) {
        int[] rows = shuffle.batch(size, seed, step);
        return batch(scope, training, rows);
    }

    @Override
    public int validationCount(int size) {
        return (validation.count + size - 1) / size;
    }

    @Override
    public Batch validation(NDManager scope, int size, int index) {
        int from = index * size;
        int[] rows = new int[Math.min(size, validation.count - from)];
        Arrays.setAll(rows, i -> from + i);
        return batch(scope, validation, rows);
    }

    private Batch batch(NDManager scope, Part part, int... rows) {
        double[] features = new double[rows.length * width]; // (B, C)
        double[] targets = new double[rows.length]; // (B)
        for (int b = 0; b < rows.length; b++) {
            System.arraycopy(part.features, rows[b] * width, features, b * width, width);
            targets[b] = part.targets[rows[b]];
        }
        var x = Native.copy(scope, features, new long[] {rows.length, width}, DataType.FLOAT32);
        long[] classes = Arrays.stream(targets).mapToLong(y -> (long) y).toArray();
        var y =
                hasClasses
                        ? Native.copy(scope, classes, rows.length)
                        : Native.copy(
                                scope, targets, new long[] {rows.length, 1}, DataType.FLOAT32);
        return new Batch(x, y, rows.length);
    }
}
