package org.chainrule.models;

import static org.chainrule.dsl.losses.Losses.crossEntropy;
import static org.chainrule.dsl.losses.Losses.meanSquaredError;

import java.util.List;
import java.util.stream.Stream;
import org.chainrule.dsl.FeatureNet;
import org.chainrule.dsl.Net;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.check.NetworkExample;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Op;
import org.chainrule.dsl.ops.Relu;
import org.chainrule.dsl.ops.Tanh;

/**
 * A multilayer perceptron on rows of numbers: hidden layers, each a dense layer, batch
 * normalization if asked for, an activation and dropout, and a dense layer for the outputs.
 *
 * <p>Parameters: (n + 1)·m for each dense layer from n to m, and 2·m more with batch normalization.
 * Weights begin as in PyTorch. Source: Rumelhart, Hinton and Williams, "Learning Representations by
 * Back-Propagating Errors", 1986.
 *
 * <pre>{@code
 * var net = Mlp.of(new Mlp.Config(4, List.of(16L, 16L), 3).withDropout(0.1));
 * }</pre>
 */
@Teaches(meaning = "multilayer perceptron on rows of numbers")
public final class Mlp {
    private Mlp() {}

    /**
     * The shape of the network.
     *
     * @param features how many numbers a row has
     * @param hidden the widths of the hidden layers, the first first; none makes a linear model
     * @param outputs how many scores or numbers it gives
     * @param activation the activation of the hidden layers
     * @param hasBatchNorm whether hidden units are normalized over the batch before the activation
     * @param dropout the probability of dropout after each activation
     */
    public record Config(
            long features,
            List<Long> hidden,
            long outputs,
            Op activation,
            boolean hasBatchNorm,
            double dropout) {

        /**
         * A copy of the widths.
         *
         * @throws ChainruleException if one is below 1
         */
        public Config {
            hidden = List.copyOf(hidden);
            List<Long> widths =
                    Stream.of(List.of(features), hidden, List.of(outputs))
                            .flatMap(List::stream)
                            .toList();
            if (widths.stream().anyMatch(width -> width < 1)) {
                throw new ChainruleException(
                        "Mlp",
                        "every layer must have a width of 1 or more",
                        "but found " + widths,
                        "Leave layers out that are not wanted.");
            }
        }

        /** With relu, and without batch normalization and dropout. */
        public Config(long features, List<Long> hidden, long outputs) {
            this(features, hidden, outputs, new Relu(), false, 0);
        }

        /** The same with another activation. */
        public Config withActivation(Op other) {
            return new Config(features, hidden, outputs, other, hasBatchNorm, dropout);
        }

        /** The same with batch normalization. */
        public Config withBatchNorm() {
            return new Config(features, hidden, outputs, activation, true, dropout);
        }

        /** The same with another probability of dropout. */
        public Config withDropout(double p) {
            return new Config(features, hidden, outputs, activation, hasBatchNorm, p);
        }
    }

    /** The network of a configuration: rows (batch, features) to (batch, outputs). */
    public static FeatureNet of(Config c) {
        FeatureNet net = Net.features(c.features());
        for (long width : c.hidden()) {
            FeatureNet dense = net.dense(width);
            FeatureNet normed = c.hasBatchNorm() ? dense.batchNorm() : dense;
            FeatureNet active = normed.activation(c.activation());
            net = c.dropout() == 0 ? active : active.dropout(c.dropout());
        }
        return net.dense(c.outputs());
    }

    /** The examples that are checked: classes, and numbers with all options. */
    public static List<NetworkExample> examples() {
        Config classes = new Config(4, List.of(5L, 3L), 3);
        Config numbers =
                new Config(3, List.of(4L), 1)
                        .withActivation(new Tanh())
                        .withBatchNorm()
                        .withDropout(0.2);
        return List.of(
                new NetworkExample(
                        of(classes), crossEntropy(), Example.reals(4, 4), Example.below(3, 4)),
                new NetworkExample(
                        of(numbers), meanSquaredError(), Example.reals(5, 3), Example.reals(5, 1)));
    }
}
