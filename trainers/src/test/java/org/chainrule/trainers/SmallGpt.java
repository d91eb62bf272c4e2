package org.chainrule.trainers;

import java.util.List;
import org.chainrule.datasets.TextData;
import org.chainrule.dsl.SequenceNet;
import org.chainrule.dsl.djl.Weights;
import org.chainrule.dsl.optimizers.Optimizers;
import org.chainrule.models.Gpt;

/** A network that trains in an instant, and what tests compare of its runs. */
final class SmallGpt {
    static final int CONTEXT = 8;
    static final int WIDTH = 16;
    static final TextData DATA = Sentences.data();
    static final int VOCABULARY = DATA.tokenizer().vocabularySize();

    private static final int HEADS = 2;
    private static final double RATE = 1e-2;

    private SmallGpt() {}

    static SequenceNet net() {
        return net(0);
    }

    static SequenceNet net(double dropout) {
        return Gpt.of(new Gpt.Config(VOCABULARY, CONTEXT, 1, HEADS, WIDTH, dropout, false));
    }

    /** A run with one thread, so that other load on the machine matters little. */
    static Training training() {
        return training(net());
    }

    static Training training(SequenceNet net) {
        return Training.of(net).on(DATA).optimizer(Optimizers.adamW(RATE)).batch(8).threads(1);
    }

    /** The loss of each step. */
    static List<Double> losses(Run run) {
        return run.history().rows().stream().map(History.Row::loss).toList();
    }

    /** All weights, one after another. */
    static List<float[]> numbers(Weights weights) {
        return weights.arrays().values().stream().map(array -> array.toFloatArray()).toList();
    }
}
