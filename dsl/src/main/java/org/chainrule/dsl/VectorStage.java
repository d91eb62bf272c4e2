package org.chainrule.dsl;

import java.util.List;
import java.util.function.UnaryOperator;
import org.chainrule.dsl.graph.Dim;
import org.chainrule.dsl.layers.BatchNorm;
import org.chainrule.dsl.layers.Dense;
import org.chainrule.dsl.layers.FeedForward;
import org.chainrule.dsl.layers.GroupNorm;
import org.chainrule.dsl.layers.Layer;
import org.chainrule.dsl.layers.LayerNorm;
import org.chainrule.dsl.layers.RmsNorm;
import org.chainrule.dsl.layers.SwiGlu;
import org.chainrule.dsl.ops.Glu;

/**
 * A network whose last axis is a vector, and the steps that work on it.
 *
 * @param <S> the stage itself
 */
public abstract sealed class VectorStage<S extends VectorStage<S>> extends Stage<S>
        permits FeatureNet, SequenceNet {
    VectorStage(Place place, List<Layer> layers) {
        super(place, layers);
    }

    /** x·Wᵀ + b; see {@link Dense}. */
    public S dense(long width) {
        return dense(width, d -> d);
    }

    /** The same with options: {@code Dense::withoutBias}. */
    public S dense(long width, UnaryOperator<Dense> options) {
        return then(options.apply(new Dense(width)));
    }

    /** gelu(x·W₁ᵀ + b₁)·W₂ᵀ + b₂; see {@link FeedForward}. */
    public S feedForward(long inner) {
        return feedForward(inner, f -> f);
    }

    /** The same with options: {@code f -> f.withActivation(new Relu())}. */
    public S feedForward(long inner, UnaryOperator<FeedForward> options) {
        return then(options.apply(new FeedForward(inner)));
    }

    /** (silu(x·W₁ᵀ) ⊙ x·W₃ᵀ)·W₂ᵀ; see {@link SwiGlu}. */
    public S swiGlu(long inner) {
        return swiGlu(inner, f -> f);
    }

    /** The same with options: {@code SwiGlu::withBias}. */
    public S swiGlu(long inner, UnaryOperator<SwiGlu> options) {
        return then(options.apply(new SwiGlu(inner)));
    }

    /** a ⊙ σ(b) of the halves a and b of each vector, half as wide; see {@link Glu}. */
    public S glu() {
        return activation(new Glu());
    }

    /** a ⊙ silu(b) of the halves a and b of each vector, half as wide; see {@link Glu}. */
    public S swiGlu() {
        return activation(Glu.swi());
    }

    /** a ⊙ gelu(b) of the halves a and b of each vector, half as wide; see {@link Glu}. */
    public S geGlu() {
        return activation(Glu.ge());
    }

    /** Normalizes each vector; see {@link LayerNorm}. */
    public S layerNorm() {
        return layerNorm(n -> n);
    }

    /** The same with options: {@code LayerNorm::withoutBias}. */
    public S layerNorm(UnaryOperator<LayerNorm> options) {
        return then(options.apply(new LayerNorm()));
    }

    /** Divides each vector by its root mean square; see {@link RmsNorm}. */
    public S rmsNorm() {
        return rmsNorm(n -> n);
    }

    /** The same with options: {@code n -> n.withEpsilon(1e-5)}. */
    public S rmsNorm(UnaryOperator<RmsNorm> options) {
        return then(options.apply(new RmsNorm()));
    }

    /** Normalizes groups of features of each example, over all its steps; see {@link GroupNorm}. */
    public S groupNorm(long groups) {
        return groupNorm(groups, n -> n);
    }

    /** The same with options: {@code GroupNorm::withoutAffine}. */
    public S groupNorm(long groups, UnaryOperator<GroupNorm> options) {
        return then(options.apply(new GroupNorm(groups)));
    }

    /** Normalizes each feature over the batch; see {@link BatchNorm}. */
    public S batchNorm() {
        return batchNorm(n -> n);
    }

    /** The same with options: {@code n -> n.withMomentum(0.01)}. */
    public S batchNorm(UnaryOperator<BatchNorm> options) {
        return then(options.apply(new BatchNorm()));
    }

    /** Scores for each class, from weights of their own and without a bias. */
    public S logits(long classes) {
        return logits(classes, d -> d);
    }

    /** The same with options: {@code d -> d.withWeights(normal(0.02))}. */
    public S logits(long classes, UnaryOperator<Dense> options) {
        Dim scores = Dim.of("class", classes);
        Dense dense = new Dense("logits", scores, false, java.util.Optional.empty());
        return then(options.apply(dense));
    }
}
