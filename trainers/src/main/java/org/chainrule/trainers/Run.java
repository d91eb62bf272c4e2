package org.chainrule.trainers;

import org.chainrule.dsl.Net;
import org.chainrule.dsl.djl.Weights;

/**
 * A run that is over: the trained network and what was measured. It owns the weights until it is
 * closed.
 *
 * @param net the network
 * @param weights its weights; the averages of them, or the best ones, where the run keeps those
 * @param history loss and more, step by step
 * @param steps how many steps are done
 * @param isComplete whether these are all that were asked for, or early stopping has ended the run
 * @param validationLoss the mean loss over all validation data; NaN if the run was stopped early
 * @param waited the part of the time of all steps in which they waited for data, 0 to 1; NaN if
 *     there was no step
 */
public record Run(
        Net net,
        Weights weights,
        History history,
        long steps,
        boolean isComplete,
        double validationLoss,
        double waited)
        implements AutoCloseable {
    @Override
    public void close() {
        weights.close();
    }
}
