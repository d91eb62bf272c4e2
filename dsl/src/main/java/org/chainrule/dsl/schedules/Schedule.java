package org.chainrule.dsl.schedules;

/** The learning rate as a function of the step. */
@FunctionalInterface
public interface Schedule {
    /**
     * The learning rate of a step.
     *
     * @param peak the optimizer's own learning rate
     * @param step the step, counted from 0
     */
    double rate(double peak, long step);
}
