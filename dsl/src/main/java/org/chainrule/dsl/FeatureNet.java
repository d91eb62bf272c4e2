package org.chainrule.dsl;

import java.util.List;
import java.util.function.UnaryOperator;
import org.chainrule.dsl.layers.GraphConvolution;
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

    /** Each row takes its neighbours' mean, of graphs that come with each batch. */
    public FeatureNet graphConvolution(long width) {
        return graphConvolution(width, g -> g);
    }

    /** The same with options: {@code g -> g.on(adjacency)}; see {@link GraphConvolution}. */
    public FeatureNet graphConvolution(long width, UnaryOperator<GraphConvolution> options) {
        return then(options.apply(new GraphConvolution(width)));
    }
}
