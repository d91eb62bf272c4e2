package org.chainrule.trainers.bench;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;

/**
 * One of the two that are compared on a part of a network: it computes the same each time it runs.
 */
public interface Pass extends AutoCloseable {
    /**
     * Runs forward and backward.
     *
     * @param scope the manager that will own the results
     * @return the output, then its gradients by the parameters and by real inputs, weighted with
     *     the upstream gradient; of a training step the weights after it
     */
    NDList run(NDManager scope);

    @Override
    void close();
}
