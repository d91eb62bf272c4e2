package org.chainrule.dsl;

import java.util.List;
import java.util.function.UnaryOperator;
import org.chainrule.dsl.layers.BatchNorm;
import org.chainrule.dsl.layers.Flatten;
import org.chainrule.dsl.layers.Layer;

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

    /** All pixels of an image as one vector. */
    public FeatureNet flatten() {
        return new FeatureNet(place(), and(new Flatten()));
    }
}
