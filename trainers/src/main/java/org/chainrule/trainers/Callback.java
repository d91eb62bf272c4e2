package org.chainrule.trainers;

import java.util.Map;

/** Is told what happens in a run. Every method does nothing by default. */
public interface Callback {
    /** The run begins, or goes on after this many steps. */
    default void started(long stepsDone, long steps) {}

    /** A step is done. */
    default void stepped(Progress progress) {}

    /** The loss on a sample of the validation data was measured. */
    default void validated(long step, double loss) {}

    /**
     * The same with the run's metrics, by name; by default it forwards the loss alone.
     *
     * @param step how many steps are done
     * @param loss the loss
     * @param metrics the metrics; none unless the run asks for some
     */
    default void validated(long step, double loss, Map<String, Double> metrics) {
        validated(step, loss);
    }

    /** The final validation has got this far. */
    default void validating(int batchesDone, int batches) {}

    /** Something a user should know, in one line. */
    default void noticed(String notice) {}

    /** The run is over: complete, or stopped early. */
    default void ended(Run run) {}
}
