package org.chainrule.dsl.losses;

import java.util.List;
import org.chainrule.dsl.ops.L1Penalty;
import org.chainrule.dsl.ops.L2Penalty;
import org.chainrule.dsl.ops.Reduction;

/**
 * The losses, with PyTorch's defaults. A loss that is found for each element or example is
 * averaged; {@code sum()}, {@code batchMean()} and {@code none()} say otherwise.
 */
public final class Losses {
    private Losses() {}

    /** Cross-entropy between class scores (…, V) and the right classes (…); −100 does not count. */
    public static CrossEntropy crossEntropy() {
        return new CrossEntropy(List.of(), 0, -100, Reduction.MEAN);
    }

    /** Cross-entropy between class scores and target probabilities, both (…, V). */
    public static SoftCrossEntropy softCrossEntropy() {
        return new SoftCrossEntropy(List.of(), 0, Reduction.MEAN);
    }

    /** Negative log likelihood of classes (…) from logarithms of probabilities (…, V). */
    public static NegativeLogLikelihood negativeLogLikelihood() {
        return new NegativeLogLikelihood(List.of(), -100, Reduction.MEAN);
    }

    /** Binary cross-entropy from probabilities. */
    public static BinaryCrossEntropy binaryCrossEntropy() {
        return new BinaryCrossEntropy(List.of(), Reduction.MEAN);
    }

    /** Binary cross-entropy from scores. */
    public static BinaryCrossEntropyWithLogits binaryCrossEntropyWithLogits() {
        return new BinaryCrossEntropyWithLogits(List.of(), List.of(), Reduction.MEAN);
    }

    /** The focal loss from scores, with γ = 2 and α = 0.25. */
    public static Focal focal() {
        return new Focal(2, 0.25, Reduction.MEAN);
    }

    /** The mean squared error. */
    public static MeanSquaredError meanSquaredError() {
        return new MeanSquaredError(Reduction.MEAN);
    }

    /** The mean absolute error. */
    public static MeanAbsoluteError meanAbsoluteError() {
        return new MeanAbsoluteError(Reduction.MEAN);
    }

    /** Huber's loss with δ = 1. */
    public static Huber huber() {
        return huber(1);
    }

    /** Huber's loss. */
    public static Huber huber(double delta) {
        return new Huber(delta, Reduction.MEAN);
    }

    /** The smooth L1 loss with β = 1. */
    public static SmoothL1 smoothL1() {
        return smoothL1(1);
    }

    /** The smooth L1 loss. */
    public static SmoothL1 smoothL1(double beta) {
        return new SmoothL1(beta, Reduction.MEAN);
    }

    /** The Kullback-Leibler divergence of a target distribution from logarithms of another. */
    public static KlDivergence klDivergence() {
        return new KlDivergence(false, Reduction.MEAN);
    }

    /** InfoNCE on two views, with a temperature of 0.1. */
    public static InfoNce infoNce() {
        return new InfoNce(0.1);
    }

    /** SimCLR's NT-Xent on two views, with a temperature of 0.5. */
    public static NtXent ntXent() {
        return new NtXent(0.5);
    }

    /** CLIP's symmetric loss on two views, with a temperature of 0.07. */
    public static Clip clip() {
        return new Clip(0.07);
    }

    /** The triplet loss on anchors, positives and negatives, with a margin of 1. */
    public static TripletMargin tripletMargin() {
        return new TripletMargin(1, 2, 1e-6, false, Reduction.MEAN);
    }

    /** The cosine embedding loss on pairs, with a margin of 0. */
    public static CosineEmbedding cosineEmbedding() {
        return new CosineEmbedding(0, Reduction.MEAN);
    }

    /** The hinge for targets of 1 and −1, with a margin of 1. */
    public static Hinge hinge() {
        return new Hinge(1, false, Reduction.MEAN);
    }

    /** The hinge of several classes, with a margin of 1. */
    public static MultiMargin multiMargin() {
        return new MultiMargin(1, 1, List.of(), Reduction.MEAN);
    }

    /** The negative log likelihood of counts, from the logarithm of their rate. */
    public static Poisson poisson() {
        return new Poisson(true, false, 1e-8, Reduction.MEAN);
    }

    /** The L1 penalty λ·Σ |w| on all weights. */
    public static Penalty l1(double strength) {
        Bounds.notNegative("l1", "strength", strength);
        return new Penalty(new L1Penalty(strength), w -> true);
    }

    /** The L2 penalty λ·Σ w² on all weights, as textbooks write it: its gradient is 2λ·w. */
    public static Penalty l2(double strength) {
        Bounds.notNegative("l2", "strength", strength);
        return new Penalty(new L2Penalty(strength), w -> true);
    }

    /**
     * The L2 penalty ½λ·Σ w² on all weights, whose gradient is λ·w: what PyTorch's optimizers add
     * as {@code weight_decay}, but for AdamW, which decays weights beside the gradient.
     */
    public static Penalty weightDecay(double strength) {
        Bounds.notNegative("weightDecay", "strength", strength);
        return new Penalty(new L2Penalty(strength / 2), w -> true);
    }
}
