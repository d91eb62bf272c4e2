package org.chainrule.trainers;

/**
 * Where a run stands after a step.
 *
 * @param step how many steps are done
 * @param steps how many there will be
 * @param loss the loss on the step's batch, before its update
 * @param rate the learning rate
 * @param gradientNorm the norm of all gradients, before clipping
 * @param targetsPerSecond how many targets (for text: tokens) the step saw, per second
 */
public record Progress(
        long step,
        long steps,
        double loss,
        double rate,
        double gradientNorm,
        double targetsPerSecond) {}
