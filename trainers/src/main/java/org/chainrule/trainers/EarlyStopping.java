package org.chainrule.trainers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.djl.Native;
import org.chainrule.dsl.djl.Weights;

/**
 * Ends a run when so many validations, one after the other, were no better than the best one, and
 * keeps the weights of that one. It owns them.
 *
 * <p>Source: Prechelt, "Early Stopping – But When?", 1998.
 */
@Teaches(
        meaning = "a run ends when validation improves no more, and the best weights are kept",
        rows = "G9")
final class EarlyStopping implements AutoCloseable {
    private static final String PREFIX = "best ";
    private static final String STEP = "best step";
    private static final String LOSS = "best validation loss";
    private static final String WORSE = "validations since the best";

    private final int patience;
    private final Weights best;
    private long step = -1; // of the best weights; before the first validation there are none
    private double loss = Double.POSITIVE_INFINITY;
    private int worse;

    /**
     * Before the first validation.
     *
     * @param training the run
     */
    EarlyStopping(Training training) {
        patience = training.patience;
        best = new Weights(training.net.stored(), training.seed, DataType.FLOAT32, training.device);
    }

    /**
     * Takes a validation in.
     *
     * @param at after which step
     * @param found its loss
     * @param weights what it measured, by path
     */
    void note(long at, double found, Map<String, NDArray> weights) {
        if (found < loss) {
            step = at;
            loss = found;
            worse = 0;
            best.overwrite(weights);
        } else {
            worse++;
        }
    }

    /** Whether patience has come to its end. */
    boolean isOver() {
        return worse >= patience;
    }

    /**
     * Copies the best weights, if there are any.
     *
     * @param targets where to, by path
     * @return whether there are any
     */
    boolean restore(Map<String, NDArray> targets) {
        if (step >= 0) {
            targets.forEach((path, array) -> Native.overwrite(array, best.arrays().get(path)));
        }
        return step >= 0;
    }

    /** What it has kept, in one line. */
    String kept() {
        return String.format(
                Locale.ROOT,
                "the weights of step %,d are kept, with the least validation loss, %.4f",
                step,
                loss);
    }

    /** Why it has ended a run, and what it has kept, in one line. */
    String reason(long end) {
        return String.format(
                Locale.ROOT,
                "stopping early after step %,d: %d validations without improvement; %s",
                end,
                worse,
                kept());
    }

    /** The best weights by the names that they have in a checkpoint. */
    Map<String, NDArray> arrays() {
        Map<String, NDArray> arrays = new LinkedHashMap<>();
        best.arrays().forEach((path, array) -> arrays.put(PREFIX + path, array));
        return arrays;
    }

    /** What a checkpoint must hold besides. */
    Map<String, String> metadata() {
        return Map.of(
                STEP, Long.toString(step),
                LOSS, Double.toString(loss),
                WORSE, Integer.toString(worse));
    }

    /** Goes on from a checkpoint's. */
    void resume(Map<String, String> metadata) {
        step = Long.parseLong(metadata.get(STEP));
        loss = Double.parseDouble(metadata.get(LOSS));
        worse = Integer.parseInt(metadata.get(WORSE));
    }

    @Override
    public void close() {
        best.close();
    }
}
