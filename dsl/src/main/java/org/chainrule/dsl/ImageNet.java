package org.chainrule.dsl;

import java.util.List;
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

    /** All pixels of an image as one vector. */
    public FeatureNet flatten() {
        return new FeatureNet(place(), and(new Flatten()));
    }
}
