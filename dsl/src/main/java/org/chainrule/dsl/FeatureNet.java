package org.chainrule.dsl;

import java.util.List;
import org.chainrule.dsl.layers.Layer;

/** A network on rows of a table, (batch, width). */
public final class FeatureNet extends VectorStage<FeatureNet> {
    FeatureNet(Place place, List<Layer> layers) {
        super(place, layers);
    }

    @Override
    FeatureNet with(Place place, List<Layer> layers) {
        return new FeatureNet(place, layers);
    }
}
