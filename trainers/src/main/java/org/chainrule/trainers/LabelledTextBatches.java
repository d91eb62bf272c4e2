package org.chainrule.trainers;

import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.chainrule.datasets.Shuffle;
import org.chainrule.datasets.texts.LabelledTexts;
import org.chainrule.datasets.texts.TextTokens;
import org.chainrule.dsl.djl.Native;

/**
 * Texts of any length with their classes, shuffled anew in each epoch: tokens (B, T), filled up
 * behind to the longest of the batch, and classes (B). The network must look no further than a
 * text's last character, as {@code Recurrent.classifier(config, classes, TextTokens.PADDING)} does.
 *
 * <pre>{@code
 * import java.nio.file.Path;
 * import org.chainrule.datasets.texts.LabelledTexts;
 * import org.chainrule.datasets.texts.TextTokens;
 *
 * LabelledTexts.Split split = LabelledTexts.folders(Path.of("reviews")).split(0.2, 1);
 * TextTokens tokens = TextTokens.of(split.training(), 200);
 * var config = new Recurrent.Config(tokens.vocabularySize(), 200, Recurrent.Cell.GRU, 1, 64, 0.1);
 * var net = Recurrent.classifier(config, split.training().classes().size(), TextTokens.PADDING);
 * try (Run run = Training.of(net).on(LabelledTextBatches.of(split, tokens)).start()) {
 *     System.out.println(run.validationLoss());
 * }
 * }</pre>
 */
public final class LabelledTextBatches implements Batches {
    private final LabelledTexts training;
    private final LabelledTexts validation;
    private final TextTokens tokens;
    private final Shuffle order;

    private LabelledTextBatches(LabelledTexts.Split split, TextTokens tokens) {
        training = split.training();
        validation = split.test();
        this.tokens = tokens;
        order = new Shuffle(training.count());
    }

    /**
     * Trains on the first part of a split, and is validated on the second.
     *
     * @param split the texts
     * @param tokens turns them into tokens
     */
    public static LabelledTextBatches of(LabelledTexts.Split split, TextTokens tokens) {
        return new LabelledTextBatches(split, tokens);
    }

    @Override
    public String name() {
        return training.name();
    }

    @Override
    public String fingerprint() {
        int hash = 31 * training.texts().hashCode() + training.labels().hashCode();
        return name() + "#" + Integer.toHexString(hash);
    }

    @Override
    public Batch training(NDManager scope, int size, long seed, long step) {
        return batch(scope, training, order.batch(size, seed, step));
    }

    @Override
    public int validationCount(int size) {
        return (validation.count() + size - 1) / size;
    }

    @Override
    public Batch validation(NDManager scope, int size, int index) {
        int to = Math.min(validation.count(), (index + 1) * size);
        return batch(scope, validation, IntStream.range(index * size, to).toArray());
    }

    private Batch batch(NDManager scope, LabelledTexts texts, int... rows) {
        List<String> chosen = Arrays.stream(rows).mapToObj(texts.texts()::get).toList();
        long[][] inputs = tokens.batch(chosen); // (B, T)
        long[] flat = Stream.of(inputs).flatMapToLong(Arrays::stream).toArray();
        long[] labels = Arrays.stream(rows).mapToLong(texts.labels()::get).toArray();
        return new Batch(
                Native.copy(scope, flat, rows.length, inputs[0].length),
                Native.copy(scope, labels, rows.length),
                rows.length);
    }
}
