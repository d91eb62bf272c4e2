package org.chainrule.models;

import static org.chainrule.dsl.losses.Losses.crossEntropy;

import java.util.List;
import org.chainrule.dsl.FeatureNet;
import org.chainrule.dsl.Net;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.check.NetworkExample;
import org.chainrule.dsl.graph.Example;

/**
 * A small convolutional network for images, after LeNet-5: two convolutions, each with relu and
 * pooling to half the size, and two dense layers.
 *
 * <p>It differs from LeNet-5 as most of today's do: relu for tanh, the greatest of each window for
 * its mean, and every map of the second convolution sees all of the first. Parameters for 28×28
 * pixels, 6 and 16 channels, kernels of 5, 120 hidden units and 10 classes: 97,982. Source: LeCun
 * et al., "Gradient-Based Learning Applied to Document Recognition", 1998.
 */
@Teaches(meaning = "small convolutional network for images")
public final class LeNet {
    private LeNet() {}

    /**
     * The shape of the network.
     *
     * @param channels how many channels an image has: 1 unless told otherwise
     * @param height how many rows of pixels an image has, a multiple of 4
     * @param width how many columns, a multiple of 4
     * @param first how many channels the first convolution gives
     * @param second how many the second gives
     * @param kernel the size of the kernels, an odd number
     * @param hidden how many hidden units there are
     * @param classes how many classes there are
     * @param dropout the probability of dropout of a hidden unit: 0 unless told otherwise
     */
    public record Config(
            long channels,
            long height,
            long width,
            long first,
            long second,
            long kernel,
            long hidden,
            long classes,
            double dropout) {

        /** Images of one channel, and no dropout. */
        public Config(
                long height,
                long width,
                long first,
                long second,
                long kernel,
                long hidden,
                long classes) {
            this(1, height, width, first, second, kernel, hidden, classes, 0);
        }

        /** The same for images of so many channels: 3 for colour. */
        public Config withChannels(long number) {
            return new Config(
                    number, height, width, first, second, kernel, hidden, classes, dropout);
        }

        /** The same with another probability of dropout. */
        public Config withDropout(double p) {
            return new Config(channels, height, width, first, second, kernel, hidden, classes, p);
        }

        /** Images of 28×28 pixels, as MNIST has them. */
        public static Config mnist() {
            return new Config(28, 28, 6, 16, 5, 120, 10);
        }

        /** Images of 8×8 pixels, as the digits of the UCI repository are. */
        public static Config digits() {
            return new Config(8, 8, 8, 16, 3, 32, 10);
        }
    }

    /** The network of a configuration: images (batch, channels, height, width) to scores. */
    public static FeatureNet of(Config c) {
        FeatureNet hidden = hidden(c);
        return (c.dropout() == 0 ? hidden : hidden.dropout(c.dropout())).dense(c.classes());
    }

    private static FeatureNet hidden(Config c) {
        return Net.image(c.channels(), c.height(), c.width())
                .conv(c.first(), c.kernel(), layer -> layer.withSamePadding())
                .relu()
                .maxPool(2)
                .conv(c.second(), c.kernel(), layer -> layer.withSamePadding())
                .relu()
                .maxPool(2)
                .flatten()
                .dense(c.hidden())
                .relu();
    }

    /** The examples that are checked. */
    public static List<NetworkExample> examples() {
        Config gray = new Config(4, 8, 2, 3, 3, 4, 3);
        return List.of(
                new NetworkExample(
                        of(gray), crossEntropy(), Example.reals(2, 1, 4, 8), Example.below(3, 2)),
                new NetworkExample(
                        of(gray.withChannels(3).withDropout(0.2)),
                        crossEntropy(),
                        Example.reals(2, 3, 4, 8),
                        Example.below(3, 2)));
    }
}
