package org.chainrule.trainers.bench;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;

/**
 * A weight with its moments, updated by the native kernel behind DJL's AdamW, with betas 0.9 and
 * 0.99 and epsilon 1e-8.
 *
 * <pre>
 * w -= rate · decay · w
 * m = β₁ m + (1 - β₁) g,   v = β₂ v + (1 - β₂) g²
 * w -= rate · √(1 - β₂ᵗ) / (1 - β₁ᵗ) · m / (√v + ε)
 * </pre>
 *
 * PyTorch's AdamW divides by {@code √(v / (1 - β₂ᵗ)) + ε} instead: DJL's ε acts as {@code ε / √(1 -
 * β₂ᵗ)}, ten times as much at the first step, and nothing else differs.
 *
 * <p>{@link ai.djl.training.optimizer.AdamW} itself knows one decay for all weights, cannot rescale
 * by the norm of the gradient, and never frees its moments; the kernel that it calls is this one.
 */
record DjlWeight(NDArray value, NDArray mean, NDArray variance, float decay) {
    private static final float BETA1 = 0.9f;
    private static final float BETA2 = 0.99f;
    private static final float EPSILON = 1e-8f;
    private static final float NO_CLAMP = -1;

    static DjlWeight of(NDArray value, float decay) {
        return new DjlWeight(value, value.zerosLike(), value.zerosLike(), decay);
    }

    /** An alias to differentiate; it shares the weight's memory and has no gradient yet. */
    NDArray leaf(NDManager scope) {
        NDArray leaf = value.stopGradient();
        leaf.attach(scope);
        leaf.setRequiresGradient(true);
        return leaf;
    }

    /** Does step {@code t}, which counts from 1, with {@code scale} times the gradient. */
    void update(NDArray gradient, float scale, float rate, int t) {
        double correction = Math.sqrt(1 - Math.pow(BETA2, t)) / (1 - Math.pow(BETA1, t));
        value.getNDArrayInternal()
                .adamUpdate(
                        new NDList(value, gradient, mean, variance),
                        new NDList(value),
                        rate,
                        (float) (rate * correction),
                        decay,
                        scale,
                        NO_CLAMP,
                        BETA1,
                        BETA2,
                        EPSILON,
                        false, // lazyUpdate, which PyTorch's engine ignores
                        true); // adamw: decay the weight, not the gradient
    }
}
