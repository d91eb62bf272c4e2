package org.chainrule.trainers.depth;

import static org.chainrule.dsl.initializers.Initializers.heNormal;
import static org.chainrule.dsl.initializers.Initializers.normal;
import static org.chainrule.dsl.initializers.Initializers.xavierNormal;

import java.util.LinkedHashMap;
import java.util.Map;
import org.chainrule.dsl.FeatureNet;
import org.chainrule.dsl.Net;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.check.GradientNorms;
import org.chainrule.dsl.initializers.Initializer;
import org.chainrule.dsl.losses.Losses;

/**
 * A deep network of equal layers, and how its gradient fares from the last layer to the first: it
 * vanishes where each layer shrinks it, explodes where each layer stretches it, and keeps its size
 * with an initialization that fits the activation, with normalization, or with a way past each
 * layer.
 *
 * <p>All have the given number of layers of width 64 and a dense layer to 10 classes, begin from
 * seed 1, and see 64 normal rows. Sources: Hochreiter, "Untersuchungen zu dynamischen neuronalen
 * Netzen", 1991; Glorot and Bengio, 2010; He et al., "Deep Residual Learning for Image
 * Recognition", 2015.
 */
@Teaches(meaning = "gradient norms of deep networks, measured and drawn", rows = "H4")
public enum DeepNet {
    /** Small weights: half of what keeps the variance. */
    SMALL_WEIGHTS("tanh, weights N(0, 0.25/n)") {
        @Override
        FeatureNet layer(FeatureNet net) {
            return dense(net, normal(0.5 / ROOT)).tanh();
        }
    },
    /** Sigmoid, whose slope is a quarter at most. */
    SIGMOID("sigmoid, Xavier") {
        @Override
        FeatureNet layer(FeatureNet net) {
            return dense(net, xavierNormal()).sigmoid();
        }
    },
    /** Relu with an initialization that ignores that it halves the variance. */
    RELU_XAVIER("relu, Xavier") {
        @Override
        FeatureNet layer(FeatureNet net) {
            return dense(net, xavierNormal()).relu();
        }
    },
    /** Relu with twice the weights that keep the variance. */
    LARGE_WEIGHTS("relu, weights N(0, 4/n)") {
        @Override
        FeatureNet layer(FeatureNet net) {
            return dense(net, normal(2 / ROOT)).relu();
        }
    },
    /** Relu with He's initialization. */
    RELU_HE("relu, He") {
        @Override
        FeatureNet layer(FeatureNet net) {
            return dense(net, heNormal()).relu();
        }
    },
    /** Small weights again, but with a way past each layer. */
    RESIDUAL("tanh, weights N(0, 0.25/n), residual") {
        @Override
        FeatureNet layer(FeatureNet net) {
            return net.residual(r -> dense(r, normal(0.5 / ROOT)).tanh());
        }
    },
    /** Small weights again, but normalized. */
    LAYER_NORM("tanh, weights N(0, 0.25/n), layer norm") {
        @Override
        FeatureNet layer(FeatureNet net) {
            return dense(net, normal(0.5 / ROOT)).layerNorm().tanh();
        }
    },
    /** The block of today's transformers: normalized within a residual. */
    PRE_NORM("relu, He, layer norm within a residual") {
        @Override
        FeatureNet layer(FeatureNet net) {
            return net.residual(r -> dense(r.layerNorm(), heNormal()).relu());
        }
    };

    private static final int WIDTH = 64;
    private static final double ROOT = Math.sqrt(WIDTH);
    private static final int ROWS = 64;
    private static final int CLASSES = 10;
    private static final long SEED = 1;

    private final String label;

    DeepNet(String label) {
        this.label = label;
    }

    /** One more layer. */
    abstract FeatureNet layer(FeatureNet net);

    private static FeatureNet dense(FeatureNet net, Initializer weights) {
        return net.dense(WIDTH, d -> d.withWeights(weights));
    }

    /** What distinguishes it, in a few words. */
    public String label() {
        return label;
    }

    /** The network with this many layers before the last. */
    public FeatureNet net(int layers) {
        FeatureNet net = Net.features(WIDTH);
        for (int i = 0; i < layers; i++) {
            net = layer(net);
        }
        return net.dense(CLASSES, d -> d.withWeights(xavierNormal()));
    }

    /**
     * The norm of the gradient by the weights of each dense layer but the last, from the input on.
     *
     * @param layers how many layers
     */
    public double[] norms(int layers) {
        GradientNorms.Drawn batch = GradientNorms.Drawn.of(ROWS, WIDTH, CLASSES, SEED);
        return GradientNorms.of(net(layers), Losses.crossEntropy(), batch.x(), batch.y(), SEED)
                .entrySet()
                .stream()
                .filter(e -> e.getKey().startsWith("dense") && e.getKey().endsWith("weight"))
                .limit(layers)
                .mapToDouble(Map.Entry::getValue)
                .toArray();
    }

    /** The norms of all of them, by label. */
    public static Map<String, double[]> all(int layers) {
        Map<String, double[]> norms = new LinkedHashMap<>();
        for (DeepNet net : values()) {
            norms.put(net.label(), net.norms(layers));
        }
        return norms;
    }
}
