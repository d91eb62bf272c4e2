package org.chainrule.dsl;

import java.util.List;
import org.chainrule.dsl.graph.Variable;
import org.chainrule.dsl.layers.Flatten;
import org.chainrule.dsl.layers.Layer;

/** A network on images, (batch, channels, height, width). */
public final class ImageNet extends Stage<ImageNet> {
    ImageNet(Variable input, List<Layer> layers) {
        super(input, layers);
    }

    @Override
    ImageNet with(Variable input, List<Layer> layers) {
        return new ImageNet(input, layers);
    }

    /** All pixels of an image as one vector. */
    public FeatureNet flatten() {
        return new FeatureNet(input(), and(new Flatten()));
    }
}
