package org.chainrule.trainers.cli;

import org.chainrule.datasets.Examples;
import org.chainrule.datasets.images.Augmentation;
import org.chainrule.datasets.images.Standardization;

/**
 * Images in parts, their pixels scaled as those that are trained on have it: to train on, to
 * validate on while training, and to test on. Where nothing is chosen by validating, the last two
 * are the same.
 *
 * @param training to train on, changed at random
 * @param validation to validate on
 * @param test to test on
 * @param scale what the levels of pixels become
 */
record ImageParts(Examples training, Examples validation, Examples test, Standardization scale) {

    /**
     * The parts that a run asks for. Where it may stop early, it validates on a part of its own.
     */
    static ImageParts of(Examples all, RunConfig run, Augmentation change) {
        double share = Settings.or(run.test(), Settings.Defaults.TEST);
        Examples.Split whole = all.split(share, run.seed());
        double ofRest = Math.min(share / (1 - share), 0.5);
        Examples.Split inner =
                run.patience() == null ? whole : whole.training().split(ofRest, run.seed());
        Standardization scale = Standardization.of(inner.training());
        boolean isChanged = !change.equals(Augmentation.none());
        return new ImageParts(
                scale.over(isChanged ? change.over(inner.training()) : inner.training()),
                scale.over(inner.test()),
                scale.over(whole.test()),
                scale);
    }
}
