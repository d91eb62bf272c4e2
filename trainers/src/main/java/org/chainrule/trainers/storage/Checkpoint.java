package org.chainrule.trainers.storage;

import ai.djl.ndarray.NDArray;
import java.util.Map;
import org.chainrule.dsl.error.ChainruleException;

/**
 * The state of a run after a step.
 *
 * @param step how many steps were done
 * @param arrays weights and optimizer slots by name, owned by the manager that they were read with
 * @param metadata what else was saved
 */
public record Checkpoint(long step, Map<String, NDArray> arrays, Map<String, String> metadata) {
    /**
     * Copies the arrays into those of a run, in place.
     *
     * @param targets all of the run's arrays, by name
     * @throws ChainruleException if names or shapes differ; then no target has changed
     */
    public void copyInto(Map<String, NDArray> targets) {
        Fit.copy("checkpoint " + Checkpoints.name(step), arrays, targets);
    }
}
