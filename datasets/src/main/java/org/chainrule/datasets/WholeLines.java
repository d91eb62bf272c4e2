package org.chainrule.datasets;

import java.util.Arrays;
import java.util.List;

/** Lines side by side, in training in a new order each epoch. */
final class WholeLines implements MaskedSequences {
    private final LineData data;
    private final List<String> training;
    private final List<String> validation;
    private final Shuffle order;

    WholeLines(LineData data) {
        this.data = data;
        training = data.split().training().lines();
        validation = data.split().validation().lines();
        order = new Shuffle(training.size());
    }

    @Override
    public String name() {
        return data.name();
    }

    @Override
    public String fingerprint() {
        return data.name() + "#" + Integer.toHexString(training.hashCode());
    }

    @Override
    public int vocabularySize() {
        return data.characters().vocabularySize();
    }

    @Override
    public int longest() {
        return 1 + Math.max(longest(training), longest(validation));
    }

    private static int longest(List<String> lines) {
        return lines.stream()
                .mapToInt(line -> line.codePointCount(0, line.length()))
                .max()
                .orElse(0);
    }

    @Override
    public MaskedBatch training(int size, long seed, long step) {
        int[] rows = order.batch(size, seed, step);
        return data.characters().batch(Arrays.stream(rows).mapToObj(training::get).toList());
    }

    @Override
    public int validationCount(int size) {
        return (validation.size() + size - 1) / size;
    }

    @Override
    public MaskedBatch validation(int size, int index) {
        int from = index * size;
        int to = Math.min(validation.size(), from + size);
        return data.characters().batch(validation.subList(from, to));
    }
}
