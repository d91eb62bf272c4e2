package org.chainrule.dsl;

import java.util.List;
import org.chainrule.dsl.graph.Variable;
import org.chainrule.dsl.layers.Layer;

/** A network on rows of a table, (batch, width). */
public final class FeatureNet extends VectorStage<FeatureNet> {
    FeatureNet(Variable input, List<Layer> layers) {
        super(input, layers);
    }

    @Override
    FeatureNet with(Variable input, List<Layer> layers) {
        return new FeatureNet(input, layers);
    }
}
