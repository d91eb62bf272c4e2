package org.chainrule.dsl;

import java.util.List;
import java.util.function.UnaryOperator;
import org.chainrule.dsl.layers.AdaptiveAveragePool;
import org.chainrule.dsl.layers.AveragePool;
import org.chainrule.dsl.layers.BatchNorm;
import org.chainrule.dsl.layers.Conv;
import org.chainrule.dsl.layers.Flatten;
import org.chainrule.dsl.layers.GlobalAveragePool;
import org.chainrule.dsl.layers.GroupNorm;
import org.chainrule.dsl.layers.Layer;
import org.chainrule.dsl.layers.MaxPool;
import org.chainrule.dsl.layers.TransposedConv;
import org.chainrule.dsl.layers.Upsample;

/** A network on images, (batch, channels, height, width). */
public final class ImageNet extends Stage<ImageNet> {
    ImageNet(Place place, List<Layer> layers) {
        super(place, layers);
    }

    @Override
    ImageNet with(Place place, List<Layer> layers) {
        return new ImageNet(place, layers);
    }

    /** Normalizes each channel over the batch and the pixels; see {@link BatchNorm}. */
    public ImageNet batchNorm() {
        return batchNorm(n -> n);
    }

    /** The same with options: {@code n -> n.withMomentum(0.01)}. */
    public ImageNet batchNorm(UnaryOperator<BatchNorm> options) {
        return then(options.apply(new BatchNorm().ofImages()));
    }

    /** Convolution with square kernels; see {@link Conv}. */
    public ImageNet conv(long channels, long size) {
        return conv(channels, size, c -> c);
    }

    /** The same with options: {@code c -> c.withPadding(1).withStride(2)}. */
    public ImageNet conv(long channels, long size, UnaryOperator<Conv> options) {
        return then(options.apply(new Conv(channels, size, size)));
    }

    /** Transposed convolution with square kernels; see {@link TransposedConv}. */
    public ImageNet transposedConv(long channels, long size) {
        return transposedConv(channels, size, c -> c);
    }

    /** The same with options: {@code c -> c.withStride(2).withOutputPadding(1)}. */
    public ImageNet transposedConv(
            long channels, long size, UnaryOperator<TransposedConv> options) {
        return then(options.apply(new TransposedConv(channels, size, size)));
    }

    /** The greatest number of each square window, side by side; see {@link MaxPool}. */
    public ImageNet maxPool(long size) {
        return maxPool(size, p -> p);
    }

    /** The same with options: {@code p -> p.withStride(2).withPadding(1)}. */
    public ImageNet maxPool(long size, UnaryOperator<MaxPool> options) {
        return then(options.apply(new MaxPool(size, size)));
    }

    /** The mean of each square window, side by side; see {@link AveragePool}. */
    public ImageNet averagePool(long size) {
        return averagePool(size, p -> p);
    }

    /** The same with options: {@code p -> p.withStride(2).withPadding(1)}. */
    public ImageNet averagePool(long size, UnaryOperator<AveragePool> options) {
        return then(options.apply(new AveragePool(size, size)));
    }

    /** The mean of parts, as many as asked for; see {@link AdaptiveAveragePool}. */
    public ImageNet adaptiveAveragePool(long height, long width) {
        return then(new AdaptiveAveragePool(height, width));
    }

    /** The mean of each channel over all pixels; see {@link GlobalAveragePool}. */
    public FeatureNet globalAveragePool() {
        return new FeatureNet(place(), and(new GlobalAveragePool()));
    }

    /** Each pixel repeated along both axes; see {@link Upsample}. */
    public ImageNet upsample(long factor) {
        return then(new Upsample(factor));
    }

    /** Normalizes groups of channels of each image; see {@link GroupNorm}. */
    public ImageNet groupNorm(long groups) {
        return groupNorm(groups, n -> n);
    }

    /** The same with options: {@code n -> n.withEpsilon(1e-3)}. */
    public ImageNet groupNorm(long groups, UnaryOperator<GroupNorm> options) {
        return then(options.apply(new GroupNorm(groups)));
    }

    /** Normalizes each channel of each image; see {@link GroupNorm#ofInstances}. */
    public ImageNet instanceNorm() {
        return instanceNorm(n -> n);
    }

    /** The same with options: {@code GroupNorm::withAffine}. */
    public ImageNet instanceNorm(UnaryOperator<GroupNorm> options) {
        return then(options.apply(GroupNorm.ofInstances()));
    }

    /** All pixels of an image as one vector. */
    public FeatureNet flatten() {
        return new FeatureNet(place(), and(new Flatten()));
    }
}
